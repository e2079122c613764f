"""All checks of a studio's recognition, name, people and premises (一、（一）（三）（四）; 三、（一））."""

from __future__ import annotations

from typing import Final

from studio_domain.audit.engine import Check
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.studio import application, form, leads, names, nominal, people, premises, terms, wound_up
from studio_domain.audit.studio.obligations import Obligations

PREDICATE_MODULES: Final = (application, terms, form, names, leads, nominal, people, premises, wound_up)


def studio_checks(grounds: Grounds) -> tuple[Check, ...]:
    """One of each, new, for one history; those of people share what is known of them."""
    roster, places = people.People(grounds), premises.Premises(grounds)
    known = roster.known
    return (
        application.Procedure(grounds),
        terms.Terms(grounds),
        form.Form(),
        wound_up.WoundUp(),
        roster,
        leads.Leads(grounds, known),
        nominal.Nominal(grounds, known),
        names.Names(grounds, known),
        places,
        Obligations(grounds, known, roster, places),
    )
