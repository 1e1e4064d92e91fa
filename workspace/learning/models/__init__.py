"""Learning moments: what people went through, told by those who were there (N25, N27)."""

from workspace.learning.models.consent import ConsentAnswer as ConsentAnswer
from workspace.learning.models.consent import ObstacleShare as ObstacleShare
from workspace.learning.models.consent import QuoteConsent as QuoteConsent
from workspace.learning.models.moments import LearningMoment as LearningMoment
from workspace.learning.models.moments import MomentKind as MomentKind
from workspace.learning.models.moments import MomentPicture as MomentPicture
from workspace.learning.models.moments import shown_as as shown_as
from workspace.learning.models.reflections import Reflection as Reflection
from workspace.learning.models.testimony import Testimony as Testimony
