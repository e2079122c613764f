"""Pilots, case studies and publications, for the acting person: 试点, 案例汇编, 公告与宣传 (二、（六）, （九）)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from studio_adapters.app.core import Desk, Hand
from studio_adapters.app.handle import Handle
from studio_adapters.journal import Receipt
from studio_domain import case_study, client_case, client_record, publication, skills_pilot, studio
from studio_domain.aggregate import At, Changes
from studio_domain.case_study import CaseStudy
from studio_domain.client_record import ClientRecord
from studio_domain.desk import programs
from studio_domain.publication import Publication, Subject
from studio_domain.skills_pilot import SkillsPilot
from studio_domain.values import stream_name


class PilotHandle(Handle[SkillsPilot]):
    """技能创业试点: `app.pilot("hz-xihu-001", "p-2025-01")`."""

    KIND = "skills-pilot"

    def __init__(self, desk: Desk, owner: str, pilot: str) -> None:
        super().__init__(desk, skills_pilot, skills_pilot.MAY_DECIDE, stream_name(owner, "pilot", pilot))

    def launch_pilot(self, *, mode: str, title: str, industry_basis: str, digest: str) -> Receipt:
        """启动试点."""
        asked = locals()
        return self._decide(
            skills_pilot.launch_pilot,
            asked,
            lambda hand: programs.launch_pilot(
                self._at(),
                self._desk.existing(studio, f"{self.owner}/studio/profile"),
                mode=mode,
                title=title,
                industry_basis=industry_basis,
                digest=digest,
                launcher=hand.by,
                on=hand.day,
                terms=hand.terms,
            ),
        )

    def review_pilot(self, *, conclusion: str, digest: str) -> Receipt:
        """评估试点."""
        asked = locals()
        return self._decide_alone(
            skills_pilot.review_pilot,
            asked,
            lambda pilot, hand: skills_pilot.review_pilot(
                pilot,
                conclusion=conclusion,
                digest=digest,
                reviewer=hand.by,
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def end_pilot(self) -> Receipt:
        """结束试点."""
        return self._decide_alone(
            skills_pilot.end_pilot, {}, lambda pilot, hand: skills_pilot.end_pilot(pilot, by=hand.by, on=hand.day)
        )


class CaseStudyHandle(Handle[CaseStudy]):
    """案例汇编: `app.case_study("hz-xihu-001", "s-2025-01")`."""

    KIND = "case-study"

    def __init__(self, desk: Desk, owner: str, study: str) -> None:
        super().__init__(desk, case_study, case_study.MAY_DECIDE, stream_name(owner, "study", study))

    def compile_case(self, *, case: str, title: str, digest: str) -> Receipt:
        """汇编案例, from a case that is closed; the title names nobody."""
        asked = locals()
        return self._decide(
            case_study.compile_case,
            asked,
            lambda hand: programs.compile_case(
                self._at(),
                self._desk.existing(client_case, stream_name(self.owner, "case", case)),
                title=title,
                digest=digest,
                compiler=hand.by,
                on=hand.day,
            ),
        )

    def review_deidentification(self, *, passed: bool, digest: str) -> Receipt:
        """去标识化审查."""
        asked = locals()
        return self._decide_alone(
            case_study.review_deidentification,
            asked,
            lambda study, hand: case_study.review_deidentification(
                study, passed=passed, digest=digest, reviewer=hand.by, on=hand.day, principal=hand.on_behalf_of
            ),
        )


class PublicationHandle(Handle[Publication]):
    """公告、宣传: `app.publication("hz-xihu-001", "x-2025-01")`."""

    KIND = "publication"
    IDS = frozenset({"activity", "study"})

    def __init__(self, desk: Desk, owner: str, publication_id: str) -> None:
        stream = stream_name(owner, "publication", publication_id)
        super().__init__(desk, publication, publication.MAY_DECIDE, stream)

    def _clients(self, draft: At[Publication]) -> dict[str, At[ClientRecord | None]]:
        return {
            client: self._desk.at(client_record, stream_name(self.owner, "client", client))
            for client in draft.state.clients
        }

    def draft_announcement(self, *, activity: str, title: str, digest: str, clients: Iterable[str] = ()) -> Receipt:
        """拟写活动公告, and the clients whom it names."""
        clients = tuple(clients)
        asked = {"activity": activity, "title": title, "digest": digest, "clients": clients}
        return self._draft(asked, Subject.ANNOUNCEMENT, title, digest, clients, activity=activity, study=None)

    def draft_achievement(
        self, *, title: str, digest: str, clients: Iterable[str] = (), study: str | None = None
    ) -> Receipt:
        """拟写成果宣传, the clients whom it names, and the case study that it rests on."""
        clients = tuple(clients)
        asked: dict[str, object] = {"title": title, "digest": digest, "clients": clients}
        asked |= {} if study is None else {"study": study}
        return self._draft(asked, Subject.ACHIEVEMENT, title, digest, clients, activity=None, study=study)

    def _draft(
        self,
        asked: Mapping[str, object],
        kind: Subject,
        title: str,
        digest: str,
        clients: tuple[str, ...],
        *,
        activity: str | None,
        study: str | None,
    ) -> Receipt:
        return self._decide(
            publication.draft_publication,
            {**asked, "kind": kind},
            lambda hand: (at := self._at()).then(
                publication.draft_publication(
                    at.state,
                    kind=kind,
                    title=title,
                    digest=digest,
                    clients=clients,
                    activity=activity,
                    study=study,
                    author=hand.by,
                    on=hand.day,
                )
            ),
        )

    def review_secrecy(self, *, passed: bool, opinion: str) -> Receipt:
        """保密审查."""
        asked = locals()
        return self._decide_alone(
            publication.review_secrecy,
            asked,
            lambda draft, hand: publication.review_secrecy(
                draft, passed=passed, opinion=opinion, reviewer=hand.by, on=hand.day, principal=hand.on_behalf_of
            ),
        )

    def approve_promotion(self) -> Receipt:
        """批准发布."""
        return self._decide_alone(
            publication.approve_promotion,
            {},
            lambda draft, hand: publication.approve_promotion(
                draft, approver=hand.by, on=hand.day, principal=hand.on_behalf_of
            ),
        )

    def publish_announcement(self, *, channel: str) -> Receipt:
        """发布活动公告."""
        asked = locals()

        def decide(hand: Hand) -> Changes:
            draft = self._existing()
            return programs.publish_announcement(
                draft, self._clients(draft), channel=channel, publisher=hand.by, on=hand.day, terms=hand.terms
            )

        return self._decide(publication.publish_announcement, asked, decide)

    def publish_achievement(self, *, channel: str) -> Receipt:
        """发布成果宣传."""
        asked = locals()

        def decide(hand: Hand) -> Changes:
            draft = self._existing()
            study = None
            if draft.state.study is not None:
                study = self._desk.at(case_study, stream_name(self.owner, "study", draft.state.study))
            return programs.publish_achievement(
                draft, self._clients(draft), study, channel=channel, publisher=hand.by, on=hand.day, terms=hand.terms
            )

        return self._decide(publication.publish_achievement, asked, decide)

    def record_publication(
        self, *, channel: str, digest: str, clients: Iterable[str] = (), study: str | None = None
    ) -> Receipt:
        """登记已发布的宣传, approved or not."""
        clients = tuple(clients)
        asked: dict[str, object] = {"channel": channel, "digest": digest, "clients": clients}
        asked |= {} if study is None else {"study": study}
        return self._decide(
            publication.record_publication,
            asked,
            lambda hand: (at := self._at()).then(
                publication.record_publication(
                    at.state,
                    channel=channel,
                    clients=clients,
                    study=study,
                    digest=digest,
                    publisher=hand.by,
                    on=hand.day,
                )
            ),
        )

    def take_down(self, *, reason: str) -> Receipt:
        """撤下."""
        asked = locals()
        return self._decide_alone(
            publication.take_down,
            asked,
            lambda shown, hand: publication.take_down(shown, reason=reason, by=hand.by, on=hand.day),
        )
