"""A rule without its exception or its condition, the rest kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from eval.planted.passages import Passage

_PART = r"[^，,。；;：:]"
_RULES = r"(?:应当|应|不得|必须|要|可以|一律|不予|依法|严肃|坚决|责令|给予|处|由|加强|加大|按规定|实行|原则上|能够|都要)"
# What is cut, and what stands in its place.
_CUTS: dict[str, str] = {
    rf"除(?!依照|按照|根据|要求|追究){_PART}{{2,60}}(?:以外|之外|外)[，,](?!还|并|也|可以由|可以并|应当并)": "",
    rf"[，,]但(?:是)?[，,]?(?:{_PART}|[，,]){{2,80}}(?:除外|从其规定|不受此限|限制)(?=[。；;])": "",
    rf"[。；;，,](?:{_PART}){{0,24}}另有(?:规定|约定)的(?:除外|[，,](?:从其|依照其|适用其|按照其)(?:规定|约定))(?=[。；;])": "",
    rf"(?:法律|法规|本法|国家|国务院|行政法规|法律、行政法规){_PART}{{0,10}}另有规定的除外[，,。]": "",
    rf"^(?:对|凡|依法|因|经)?{_PART}{{3,50}}的[，,](?={_RULES})": "",
    rf"(?<=[；;])(?!(?:决定)?不)(?:对|凡|依法|确有)?{_PART}{{3,50}}的[，,](?={_RULES})": "",
    rf"(?<=[，,])(?:对|依法|经){_PART}{{3,50}}的[，,](?={_RULES})": "",
    r"凡没有法律法规规章依据的一律取消": "一律取消",
    r"(?:能够取消的)(?=全部取消)": "",
    rf"未经{_PART}{{2,24}}(?=不得|不予)": "",
    rf"未经{_PART}{{2,24}}[，,](?=不得|不予)": "",
    rf"在{_PART}{{2,40}}(?:情况|情形|条件|前提)下[，,]?": "",
    r"原则上(?=[\u4e00-\u9fff])": "",
    r"(?<=级)一般(?=实行)|(?<=市）)一般(?=实行)|(?<=日起)一般(?=不)": "",
    r"有条件的(?=[\u4e00-\u9fff])": "各",
    r"基层管理迫切需要且能有效承接的": "",
    r"针对其性质、特点": "",
    r"重大、疑难、复杂的?(?=案件)": "所有",
    r"争议较大的(?=立法事项)": "",
    r"初次(?=从事)": "",
    r"在依法保护[^，,。]*的同时[,，]": "",
    r"(?:事关|涉及)[^，,。；;:：]{4,30}切身利益的(?=重大|重要)": "",
    r"实施后明显未达到预期效果的(?=重大行政决策)": "",
    r"适合由社会组织提供的": "",
    r"依法应当听证以及涉及重大公共利益和群众切身利益的": "所有",
    r"根据实际需要(?=进行)": "",
    r"没有法定依据的(?=行政权力)": "",
    r"增加企业和公民负担的(?=证照)": "",
    rf"(?<=[，,。；;])经(?:{_PART}){{2,24}}(?:批准|同意|许可|核准|审批|决定)(?:后|的)?[，,](?=可以|方可|应当)": "",
    rf"^经(?:{_PART}){{2,24}}(?:批准|同意|许可|核准|审批|决定)(?:后|的)?[，,](?=可以|方可|应当)": "",
    rf"[，,]有{_PART}{{2,30}}的除外(?=[。；;])": "",
    r"[（(][^（(）)]{4,40}除外[）)]": "",
    r"对(?:专业性、技术性较强的|社会关注度高的|保留的)(?=[\u4e00-\u9fff]{2,8}[，,])": "对所有",
    r"^涉及公民、法人和其他组织权利义务的(?=规范性文件[，,])": "所有",
    r"(?:影响工作|问题严重或者违法违纪|影响或者危害)的，": "",
    r"(?:(?<=对)|(?<=在)|(?<=使用)|(?<=委托)|(?<=聘用))符合(?:[^，,。；;：:的或]){2,20}的(?=[\u4e00-\u9fff])(?!要求|规定|条件)": "",
    rf"如{_PART}{{3,40}}的?[，,](?={_RULES})": "",
}


def exception_cut(passage: Passage, sentence: str, rng: Random) -> Iterator[str]:
    """The sentence without one exception or condition."""
    for cut, instead in _CUTS.items():
        for match in re.finditer(cut, sentence):
            rest = _tidied(sentence[: match.start()] + instead + sentence[match.end() :])
            if len(rest) >= 6 and not _bare(rest):
                yield rest


def _tidied(rest: str) -> str:
    """The rest with its stops in order."""
    rest = re.sub(r"([，,；;])[，,；;]+", r"\1", rest)
    return re.sub(r"^[，,；;。]+|[，,；;]+(?=。$)", "", rest) + ("" if rest.endswith(("。", "！", "？")) else "。")


def _bare(rest: str) -> bool:
    """Whether what is left speaks of nothing: it refers back, or it opens with what only a condition makes plain."""
    return bool(re.match(r"(?:的|其|该|并|或者|从其|依照其|前款)", rest))
