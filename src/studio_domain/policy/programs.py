"""Policy of reception, training, activities, pilots and publicity (二、（一）（四）（六）–（九）)."""

from __future__ import annotations

from attrs import frozen

from studio_domain.guideline import Clause
from studio_domain.policy.key import C, U, key

AUDIENCES = ("entrepreneur", "trainer", "mentor")
ACTIVITY_KINDS = ("lecture", "salon", "innovation-contest", "trainer-contest", "showcase", "alliance")
TEAM_KINDS = ("team-study", "problem-solving", "sharing")
SUPPORT_KINDS = ("scheme", "rules", "judging")
PILOT_MODES = ("labour-brand", "skills-training", "industry-chain")
MEDIA_CHANNELS = ("official-account", "video-account", "live-stream", "website")


@frozen
class ProgramTerms:
    """接待、培训、活动、试点与宣传."""

    audiences: tuple[str, ...] = key(
        AUDIENCES, Clause.RECEPTION_AUDIENCES, C, "接待对象", "whom the studio receives", superset=True
    )
    activity_kinds: tuple[str, ...] = key(
        ACTIVITY_KINDS, Clause.ACTIVITIES, C, "参与组织的活动种类", "kinds of activities", superset=True
    )
    team_kinds: tuple[str, ...] = key(
        TEAM_KINDS, Clause.TEAM_STUDY, C, "团队研修交流种类", "kinds of team study and exchange", superset=True
    )
    support_kinds: tuple[str, ...] = key(
        SUPPORT_KINDS, Clause.TECHNICAL_SUPPORT, C, "技术支持种类", "kinds of technical support", superset=True
    )
    pilot_modes: tuple[str, ...] = key(
        PILOT_MODES, Clause.SKILLS_PILOTS, C, "叠加模式", "overlay modes of pilots", superset=True
    )
    channels: tuple[str, ...] = key(
        MEDIA_CHANNELS, Clause.PUBLICITY, U, "新媒体平台", "channels of new media", superset=True
    )
