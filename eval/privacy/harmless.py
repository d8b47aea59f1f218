"""Messages full of numbers in which nothing is personal."""

from __future__ import annotations

from random import Random

_FRAMES = (
    "{place}委发〔{year}〕{small}号文件说了什么",
    "《{place}法治政府建设实施方案（{year}—{later}年）》二（六）{small}由谁负责",
    "{year}-{later}年要建多少个，{small}个还是{large}个",
    "方案第{small}条和第{large}条矛盾吗",
    "实施期是{day}-{later}1231吗",
    "打12345还是打{short}，{small}个工作日答复？",
    "国务院令第{large}号什么时候施行",
    "投入{large}.{small}万元，增长{small}.{small}%，到{year}年达到{long}元",
    "工单号{ticket}办到哪一步了，{place}的",
    "统一社会信用代码{credit}的公司归{place}谁监管",
    "answer_id {hex}，plan_id {place}-{year}-{later}-实施方案",
    "{year}年{month}月{small}日到{later}年12月31日，一共{large}项任务",
    "主席令第{small}号、法释〔{year}〕{small}号、{place}政办发[{year}]{large}号",
    "客服400-{large4}-{large4b}、95588、10086能不能反映{place}的事",
    "办理时间{year}-{month2}-{small2} 09:30:{small2}，耗时{large}毫秒",
    "{place}{small}个乡镇{large}个村{small}组一队，覆盖{large}人",
    "时间戳{stamp}，摘要{hex}",
    "当事人申请听证是{small}日内还是{large}日内",
    "我是{place}居民，姓名权和名称权有什么区别，见第{large}条",
    "我叫停了{small}处违建，{place}第{small}号令管不管",
)


def harmless(seed: int = 1, count: int = 400) -> list[str]:
    """Messages in which nothing is to be replaced."""
    rng = Random(seed)
    return [_FRAMES[i % len(_FRAMES)].format(**_numbers(rng)) for i in range(count)]


def _numbers(rng: Random) -> dict[str, str]:
    year, month, day = rng.randint(2004, 2025), rng.randint(1, 12), rng.randint(1, 28)
    return {
        "place": rng.choice(("张掖市", "长春市", "赣州市", "抚远市", "兰州市")),
        "year": str(year),
        "later": str(year + rng.randint(1, 5)),
        "day": f"{year}{month:02}{day:02}",
        "month": str(month),
        "month2": f"{month:02}",
        "small": str(day),
        "small2": f"{day:02}",
        "large": str(rng.randint(100, 999)),
        "large4": str(rng.randint(100, 999)),
        "large4b": f"{rng.randint(0, 9999):04}",
        "long": str(rng.randint(10**10, 10**11 - 1)),
        "short": rng.choice(("110", "120", "12348", "12315", "12309", "119")),
        "ticket": f"{year}{month:02}{day:02}{rng.randint(0, 10**7):07}",
        "credit": f"91620702MA7{rng.randint(10**6, 10**7 - 1)}",
        "hex": f"{rng.getrandbits(128):032x}",
        "stamp": str(rng.randint(1_600_000_000, 1_800_000_000)) + rng.choice(("", "123")),
    }
