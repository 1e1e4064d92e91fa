"""The forms that stand on a page, as whoever fills them in finds them."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from tests.attacks.living import tree_of

FOR_TEXT = frozenset(
    {"text", "search", "textarea", "url", "email", "tel", "password", "date", "number", "time"}
)


@dataclass(frozen=True)
class Field:
    """A field: what kind it is, what stands in it, and what can be chosen."""

    name: str
    kind: str
    value: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A form: where it goes, and its fields."""

    action: str
    method: str
    fields: tuple[Field, ...]

    @property
    def as_it_stands(self) -> dict[str, str]:
        """What is sent when nobody changes anything, with something chosen where nothing was."""
        return {
            field.name: field.value or (field.choices[-1] if field.choices else "")
            for field in self.fields
            if field.kind not in {"file", "checkbox"} or field.value
        }

    def texts(self) -> list[Field]:
        """Return the fields in which something is typed."""
        return [field for field in self.fields if field.kind in FOR_TEXT]


def forms_on(html: str, address: str) -> Iterator[Form]:
    """Yield the forms of a page that was found at this address."""
    for form in tree_of(html).iter("form"):
        fields: dict[str, Field] = {}
        for element in form.iter():
            if element.get("name") and element.tag in {"input", "select", "textarea"}:
                _add(fields, element)
        action = urljoin(address, form.get("action") or address)
        yield Form(action, (form.get("method") or "get").lower(), tuple(fields.values()))


def _add(fields: dict[str, Field], element: Element) -> None:
    name, value = element.attrib["name"], element.get("value", "")
    if element.tag == "textarea":
        fields[name] = Field(name, "textarea", "".join(element.itertext()).strip())
    elif element.tag == "select":
        options = [each.get("value", "") for each in element.iter("option")]
        chosen = [each.get("value", "") for each in element.iter("option") if "selected" in each.attrib]
        fields[name] = Field(name, "select", chosen[0] if chosen else "", tuple(filter(None, options)))
    elif (kind := element.get("type", "text")) in {"radio", "checkbox"}:
        before = fields.get(name, Field(name, kind, ""))
        chosen_value = value if "checked" in element.attrib else before.value
        fields[name] = Field(name, kind, chosen_value, (*before.choices, value))
    else:
        fields[name] = Field(name, kind, value)
