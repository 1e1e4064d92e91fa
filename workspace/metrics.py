"""Figures of this process for Prometheus, on a port of their own that no proxy leads to.

No label holds what somebody typed or who they are: rules of addresses, methods and classes of status only.
"""

from collections.abc import Callable, Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)  # seconds
TOO_MANY, REFUSED = 429, 422
SIGN_IN = "/inloggen"
LABELS = ("rule", "method")

registry = CollectorRegistry()
requests = Counter("samenbord_requests", "Requests answered", (*LABELS, "status"), registry=registry)
seconds = Histogram(
    "samenbord_request_seconds", "Until the answer began", LABELS, buckets=BUCKETS, registry=registry
)
refused_sign_ins = Counter("samenbord_sign_in_failures", "Sign-ins refused, either step", registry=registry)
limits_hit = Counter(
    "samenbord_limits_hit", "Requests refused because there were too many", registry=registry
)
started_at = Gauge("samenbord_started_at_seconds", "When this process began to serve", registry=registry)

Reading = tuple[str, str, dict[str, float]]  # name, what it is, value by label (one without label: "")


def count_request(rule: str, method: str, status: int, took: float) -> None:
    """Count a request by its rule, how long it took in seconds, and whether it was refused."""
    requests.labels(rule, method, f"{status // 100}xx").inc()
    seconds.labels(rule, method).observe(took)
    if status == TOO_MANY:
        limits_hit.inc()
    if status == REFUSED and method == "POST" and rule.startswith(SIGN_IN):
        refused_sign_ins.inc()


class Read(Collector):
    """Figures that are read when they are asked for."""

    def __init__(self, read: Callable[[], Iterable[Reading]], label: str) -> None:
        self._read, self._label = read, label

    def collect(self) -> Iterable[Metric]:
        """Return the figures as they are now."""
        for name, told, values in self._read():
            labels = [] if set(values) == {""} else [self._label]
            family = GaugeMetricFamily(f"samenbord_{name}", told, labels=labels)
            for label, value in values.items():
                family.add_metric([label] if labels else [], value)
            yield family

    def describe(self) -> Iterable[Metric]:
        """Return nothing: what there is depends on what can be reached."""
        return ()


def serve_metrics(host: str, port: int) -> None:
    """Answer Prometheus at this place from a thread; raise OSError when something else listens there."""
    started_at.set_to_current_time()
    start_http_server(port, host, registry)
