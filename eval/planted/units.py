"""Wrong owners of a duty: a unit printed as answerable exchanged for another, its role changed, a body in the text replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from eval.planted.chance import some
from eval.planted.passages import Passage

_OF_GOVERNMENT = ("市教育局", "市民政局", "市生态环境局", "市交通运输局", "市水务局", "市文旅局", "市住建局", "市信访局", "市医保局")
_OF_OTHERS = (
    "市委宣传部",
    "市委统战部",
    "市总工会",
    "团市委",
    "市妇联",
    "市残联",
    "市委政法委",
    "市中级人民法院",
    "市检察院",
    "市工商联",
    "市档案馆",
)
_ROLES = {"责任": ("配合", "参与", "监督"), "牵头": ("配合", "参与")}
# Bodies that do things in a sentence, and who might be thought to.
_BODIES = {
    "各级党委和政府": ("各级人大和政协", "各级法院和检察院"),
    "各级党委": ("各级人大", "各级政协"),
    "各级政府": ("各级人民法院", "各级人民代表大会"),
    "各级行政机关": ("各级司法机关",),
    "行政机关主要负责人": ("行政机关工作人员", "审判机关主要负责人"),
    "行政机关负责人": ("行政机关工作人员",),
    "政府法制机构": ("政府办公室", "监察机关"),
    "部门法制机构": ("部门办公室",),
    "决策机关": ("审计机关", "监督机关"),
    "起草部门": ("审计部门", "财政部门"),
    "财政部门": ("审计部门", "税务部门"),
    "监察机关": ("审计机关", "公安机关"),
    "检察机关": ("监察机关",),
    "检察院": ("公安机关",),
    "市人民法院": ("市人民检察院",),
    "法院": ("仲裁机构",),
    "市委党校": ("市司法局", "市委组织部"),
    "司法行政部门": ("公安部门", "民政部门"),
    "司法行政机关": ("审判机关",),
    "市委依法治市办": ("市政府办公室", "市委政法委"),
    "市委全面依法治市委员会办公室": ("市人民政府办公室", "市委组织部"),
    "市政府法制办": ("市监察局", "市委组织部"),
    "市政府常务会议": ("市人大常委会会议", "市委常委会会议"),
    "市政府党组": ("市委常委会",),
    "市政府主要领导": ("市人大主要领导",),
    "行政首长": ("法制机构负责人",),
    "领导干部": ("一般工作人员",),
    "市政府领导班子": ("市委领导班子", "市人大领导班子"),
    "律师事务所": ("会计师事务所",),
    "合法性审查机构": ("纪检监察机构", "财政部门"),
    "法律顾问": ("审计人员",),
    "市人大常委会": ("市政协常委会",),
    "律师": ("会计师",),
    "国务院": ("省级人民政府",),
    "县级以上地方人民政府": ("乡镇人民政府",),
    "县级以上人民政府": ("乡镇人民政府",),
    "省、自治区、直辖市人民政府": ("设区的市级人民政府",),
    "公安机关": ("市场监督管理部门", "司法行政机关"),
    "人民法院": ("公安机关", "仲裁机构"),
    "人民检察院": ("公安机关", "监察机关"),
    "市场监督管理部门": ("税务机关",),
    "登记机关": ("公安机关",),
    "用人单位": ("工会",),
    "出租人": ("中介人",),
    "债权人": ("保证人",),
    "股东会": ("职工代表大会",),
    "董事会": ("监事会",),
}
_BODY = re.compile("|".join(sorted(_BODIES, key=len, reverse=True)))


def unit_changed(passage: Passage, sentence: str, rng: Random) -> Iterator[str]:
    """A body of the sentence replaced by one that the passage does not name, or its role by another."""
    for body in dict.fromkeys(_BODY.findall(sentence)):
        acts = re.search(rf"(?:^|[，,；;。]|由|支持|听取){body}(?!工作|建设|所在|管辖|规章|的|、|和|或|及|与|总理|其他)", sentence)
        others = [other for other in _BODIES[body] if other not in passage.text]
        if acts and others:
            yield re.sub(rf"(?<!最高){body}", rng.choice(others), sentence)
    for role, other in (("牵头", "配合"), ("负总责", "参与"), ("为主体", "配合"), ("主导", "参与")):
        if re.search(rf"[\u4e00-\u9fff]{role}[、，,的做]", sentence):
            yield sentence.replace(role, other, 1)


def bracket_changed(passage: Passage, rng: Random) -> Iterator[str]:
    """What the bracket of units says, with a unit or the role wrong; a unit that 其他部门 may mean is not put in."""
    if not passage.units:
        return
    said = passage.bracket.strip("（()）")
    role = said[:2]
    if role in _ROLES:
        yield rng.choice(_ROLES[role]) + said[2:] + "。"
    if re.search(r"国家机关|市委市政府", said):
        return
    own = [unit for unit in passage.units if not re.search(r"各县|各乡|其他|有关", unit)]
    strangers = _strangers(passage)
    for unit in some(own, 2, rng):
        yield said.replace(unit, strangers.pop(rng.randrange(len(strangers))), 1) + "。"
    other = rng.choice(strangers)
    heading = passage.heading.replace("“", "‘").replace("”", "’")
    yield f"“{heading}”由{other}负责。"
    yield f"“{heading}”的责任单位包括{other}。"


def _strangers(passage: Passage) -> list[str]:
    pool = _OF_OTHERS if re.search(r"其他部门|有关部门|各部门", passage.bracket) else _OF_OTHERS + _OF_GOVERNMENT
    return [unit for unit in pool if unit not in passage.text and unit.removeprefix("市") not in passage.text]
