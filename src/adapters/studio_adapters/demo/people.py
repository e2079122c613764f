"""Who is who: carriers, authorities and regions of the scenarios, all fictional; persons by their ids only."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from studio_domain.guideline import Role
from studio_domain.values import Region


@frozen
class Person:
    """Somebody who acts, in the one role that he has, for an organisation."""

    id: str
    role: Role
    org: str


@frozen
class Place:
    """A county: its authority and finance bureau, and how its documents are headed."""

    region: Region
    city: str
    city_en: str
    authority: str
    bureau: str
    heading: str

    @property
    def owner(self) -> str:
        """Whose streams the county keeps."""
        return f"region-{self.region.code}"

    @property
    def officer(self) -> Person:
        """Who acts for the authority."""
        return Person(f"p-{self.region.code}", Role.AUTHORITY, self.authority)

    @property
    def reviewers(self) -> tuple[Person, ...]:
        """Two of the authority who review applications, and decide on none."""
        return tuple(Person(f"p-{self.region.code}{one}", Role.AUTHORITY, self.authority) for one in (1, 2))


@frozen
class Carrier:
    """A carrier (申报载体): its code (USCC), name and kind."""

    code: str
    name: str
    kind: str


XIHU: Final = Place(
    Region("330106", "浙江省杭州市西湖区"), "杭州", "Hangzhou", "1100000000000006XU", "西湖区财政局", "西人社"
)
WUHOU: Final = Place(
    Region("510107", "四川省成都市武侯区"), "成都", "Chengdu", "11000000000000101L", "武侯区财政局", "武人社"
)
HONGSHAN: Final = Place(
    Region("420111", "湖北省武汉市洪山区"), "武汉", "Wuhan", "11000000000000102P", "洪山区财政局", "洪人社"
)
TIANHE: Final = Place(
    Region("440106", "广东省广州市天河区"), "广州", "Guangzhou", "11000000000000103T", "天河区财政局", "天人社"
)
GULOU: Final = Place(
    Region("320106", "江苏省南京市鼓楼区"), "南京", "Nanjing", "11000000000000104X", "鼓楼区财政局", "鼓人社"
)
PLACES: Final = (XIHU, WUHOU, HONGSHAN, TIANHE, GULOU)

DIGITAL_PARK: Final = Carrier("91000000MA00000157", "西湖数智创业园运营有限公司", "park")
STAR_PARK: Final = Carrier("91000000MA00000900", "天府星空创业园运营有限公司", "park")
PUBLIC_SERVICE: Final = Carrier("12000000MB0000027M", "武侯区公共就业创业服务中心", "public-employment-service")
INCUBATOR: Final = Carrier("52000000MJ0000034P", "洪山创业孵化器服务中心", "incubator")
COLLEGE: Final = Carrier("12000000MB00000516", "天河职业技术学院", "vocational-college")
INVESTOR: Final = Carrier("91000000MA000004XL", "鼓楼星火创业投资有限公司", "investment")

STATE_COUNCIL: Final = Person("p-000000", Role.AUTHORITY, "11000000000000100H")
"""Who adopts the working calendars for the nation."""
