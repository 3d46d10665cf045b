# SPDX-License-Identifier: MIT
"""Resident memory of the lab once its journal is full."""
from figures import Figure, Floor
from load import post
from servers import Lab, leave_certificate, reference

MOST_ROUNDS = 40


def _fill_journal(settings, lab):
    url = f"https://localhost:{lab.port('mail.contoso.com')}/EWS/Exchange.asmx"
    for _ in range(MOST_ROUNDS):
        post(url, settings.seconds, refused=True)
        if lab.admin("/journal?after=999999999999")["evicted"] > 0:
            return
    raise RuntimeError(f"the journal has evicted nothing after {MOST_ROUNDS} rounds of load")


def memory(settings):
    leave_certificate(settings)
    with Lab(settings.programs, settings.folder).await_ready() as lab, reference(settings.folder) as nginx:
        fresh = lab.memory_mb()
        _fill_journal(settings, lab)
        if nginx:
            post(nginx.url("tls", "/"), settings.seconds)
        return [Figure("resident memory, fresh", "MB", fresh),
                Figure("resident memory, journal full", "MB", lab.memory_mb(), nginx and nginx.memory_mb(), "nginx",
                       Floor(40, "at most", "MB"))]
