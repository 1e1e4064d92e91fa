"""Moments as people here would catch them, in six patterns, and some that belong to none.

The settings of the suggestions were measured on these (docs/decisions, "suggestions of moments").
"""

PATTERNS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "sleutel": (
        "Wie de sleutel heeft",
        "Een zaal is er wel, maar de beheerder bepaalt wie er wanneer in mag.",
        (
            "De dinsdagsoep begon een half uur te laat: de sleutel van het gemeenschapshuis "
            "lag bij de beheerder thuis.",
            "We konden niet in de sporthal, want de beheerder was met vakantie en niemand "
            "anders had sleutels.",
            "Nu hebben drie vrijwilligers een eigen sleutel van De Phoenix. Sindsdien gaat "
            "de deur altijd op tijd open.",
            "De bibliotheek gaf ons een sleutel, zodat we 's avonds zonder beheerder terechtkunnen.",
            "Mantelzorgers stonden in de regen: het buurthuis was op slot en de beheerder "
            "nam de telefoon niet op.",
        ),
    ),
    "vervoer": (
        "Hoe je er komt",
        "Zonder vervoer blijven ouderen uit de kleine kernen thuis.",
        (
            "Drie ouderen uit Reek zegden af omdat er geen vervoer was naar de lunch in Schaijk.",
            "De buurtbus rijdt niet na vijf uur, dus wie slecht ter been is komt niet naar de eetclub.",
            "Sinds een vrijwilliger ouderen met zijn eigen auto ophaalt, komen er acht mensen meer.",
            "De dagbesteding regelde een busje. Het vervoer kost meer dan de activiteit zelf.",
            "Jongeren kunnen niet naar de filmavond zonder dat een ouder rijdt; de bus gaat 's avonds niet.",
        ),
    ),
    "jongeren": (
        "Jongeren doen mee als ze zelf mogen kiezen",
        "Wat jongeren zelf bedenken, houdt stand; wat voor hen bedacht wordt, niet.",
        (
            "De jongeren bedachten zelf het toernooi zonder alcohol en er kwamen zestig leeftijdsgenoten.",
            "Op de voorlichting over drugs kwamen twee jongeren af: niemand had hun gevraagd "
            "wat zij wilden weten.",
            "Toen leerlingen van het Dr. Nassau College zelf een organisatie kozen, maakten "
            "alle vijftien hun klus af.",
            "Het jongerencentrum draait op zes jongeren die zelf het programma maken.",
        ),
    ),
    "vrijwilligers": (
        "Steeds dezelfde vrijwilligers",
        "Het werk rust op een kleine groep, en die raakt moe.",
        (
            "Dezelfde vijf vrijwilligers doen de soep, de kalender en de kerstlunch. Twee "
            "zeiden dat ze stoppen.",
            "Er meldde zich niemand voor het schema van januari; de vaste vrijwilligers zijn moe.",
            "Wij vroegen nieuwe inwoners persoonlijk aan de deur. Dat gaf vier nieuwe vrijwilligers.",
            "Een vrijwilliger viel uit door ziekte en er was geen vervanger voor het schema.",
        ),
    ),
    "huisarts": (
        "Doorverwijzen vraagt dat men elkaar kent",
        "De huisarts verwijst pas als hij weet wie er zit.",
        (
            "De huisarts verwees deze maand vier eenzame patiënten naar de wandelgroep, "
            "nadat wij ons kwamen voorstellen.",
            "De praktijkondersteuner wist niet dat er een mantelzorgcafé is en verwees niemand door.",
            "Na de lunch bij de huisarts in Schaijk weten wijkverpleegkundige en welzijn elkaar te vinden.",
            "Patiënten komen pas na een doorverwijzing; een folder in de wachtkamer helpt niet.",
        ),
    ),
    "geld": (
        "Geld loopt af voor het werk op eigen benen staat",
        "Subsidie stopt in december en dan is er nog niemand die het overneemt.",
        (
            "De subsidie voor de zomerkalender stopt in december en er is nog geen "
            "organisatie die het drukwerk betaalt.",
            "BrabantZorg wil de coördinator overnemen als de gemeente de subsidie nog een jaar betaalt.",
            "De begroting voor volgend jaar was al vastgesteld toen wij om geld vroegen.",
            "Zonder programmageld konden we de zaalhuur niet betalen; de zorgcoöperatie sprong bij.",
        ),
    ),
}

APART: tuple[str, ...] = (
    "Een moeder zei: ik kwam voor mijn dochter en bleef voor de koffie.",
    "De zomerkalender van Zeeland is nu ook in Reek gemaakt, in twee weken.",
    "We weten nog niet of ouders de avond over groepsdruk liever op school of in het dorpshuis hebben.",
    "De wethouder kwam kijken en at mee. Dat deed iedereen goed.",
    "Het netwerk van jonge moeders heeft nu een eigen appgroep met veertig leden.",
    "In de werkgroep opvoeding spraken twee scholen elkaar voor het eerst.",
    "De wandelgroep liep voor de vijftigste keer en nam taart mee.",
    "Wat blijft er over als de programmamanager vertrekt?",
    "Een buurman repareerde gratis de rollator van een deelnemer.",
    "Het formulier van de gemeente was te lang; drie mensen haakten af.",
    "De tuin van het verzorgingshuis wordt nu door kinderen van de basisschool bijgehouden.",
    "Ik durfde eerst niet, en nu schenk ik zelf de koffie in.",
)
