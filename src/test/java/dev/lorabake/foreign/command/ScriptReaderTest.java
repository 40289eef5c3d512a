package dev.lorabake.foreign.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScriptReaderTest {
  @Test
  void takesQuotesAndEscapesOfAShell() {
    assertWords(
        "x --a='one two' --b=\"three \\\"four\\\"\" five\\ six '' \"it's\" a\"b\"'c'd",
        "x",
        "--a=one two",
        "--b=three \"four\"",
        "five six",
        "",
        "it's",
        "abcd");
  }

  @Test
  void goesOnBehindTheSignsOfContinuation() {
    assertWords("x --a 1 \\\n  --b 2 \\\n  --c 3\n", "x", "--a", "1", "--b", "2", "--c", "3");
    assertWords("x --a 1 ^\r\n  --b 2 ^\r\n  --c 3\r\n", "x", "--a", "1", "--b", "2", "--c", "3");
    assertWords("x --a 1 `\n  --b 2 `\n  --c 3\n", "x", "--a", "1", "--b", "2", "--c", "3");
  }

  @Test
  void passesComments() {
    assertWords("#!/bin/sh\n# one\nx --a 1 # two\n", "x", "--a", "1");
    assertWords("@echo off\nrem one\n:: two\nx --a 1\n", 2, "x", "--a", "1");
    assertWords("# one\n<# two\nthree #>\n$a = 1\nx --a $a # four\n", "x", "--a", "1");
  }

  @Test
  void fillsVariablesIn() {
    assertWords("A=one\nB=\"$A two\"\nx $B \"$B\" ${A}s", "x", "one", "two", "one two", "ones");
    assertWords("x ${A:-one} ${B-\"two three\"}", "x", "one", "two three");
    assertWords(
        "set A=one\nset \"B=two three\"\nx --a=%A% \"%B%\" %a%",
        "x", "--a=one", "two three", "one");
    assertWords(
        "$a = 'one'\n$b = \"$a two\"\nx $b --c=$a \"$($a)!\"", "x", "one two", "--c=one", "one!");
  }

  @Test
  void fillsListsIn() {
    assertWords(
        "ARGS=(--a 1 \"b c\")\nARGS+=(--d)\nx \"${ARGS[@]}\"", "x", "--a", "1", "b c", "--d");
    assertWords("ARGS=(--a 1 \"b c\")\nx ${ARGS[@]}", "x", "--a", "1", "b", "c");
    assertWords(
        "$list = @('--a', 'b c')\n$list += '--d'\n[void]$list.Add(\"--e=\" + 'f')\nx @list",
        "x",
        "--a",
        "b c",
        "--d",
        "--e=f");
  }

  @Test
  void takesValuesBetweenCommasForAList() {
    assertWords("$a = 512,768\nx --a $a\n", "x", "--a", "512", "768");
  }

  @Test
  void takesAListOfTheWindowsPromptApart() {
    assertWords("set ARGS=--a 1 --b \"c d\"\nx %ARGS%", "x", "--a", "1", "--b", "c d");
  }

  @Test
  void keepsBackslashesOfWindowsPaths() {
    assertWords(
        "@echo off\nx --a=C:\\models\\one.ckpt \"D:\\b c\\\"",
        2,
        "x",
        "--a=C:\\models\\one.ckpt",
        "D:\\b c\"");
    assertWords("x --a \"C:\\models\\one.ckpt\"", "x", "--a", "C:\\models\\one.ckpt");
  }

  @Test
  void decidesPlainConditions() {
    String script =
        """
        n=1
        name=""
        a=()
        if [[ $n == 1 ]]; then a+=(--one); else a+=(--other); fi
        if [ -n "$name" ]; then
          a+=(--name)
        elif [ $n -gt 0 ]; then
          a+=(--more)
        fi
        [[ $name ]] && a+=(--named)
        x "${a[@]}"
        """;
    assertWords(script, "x", "--one", "--more");
    String power =
        """
        $n = 1
        $name = ""
        $a = [System.Collections.ArrayList]::new()
        if ($n -eq 1) {
          [void]$a.Add("--one")
        } else {
          [void]$a.Add("--other")
        }
        if ($name) { [void]$a.Add("--name") }
        elseif (!$name) { [void]$a.Add("--none") }
        x $a
        """;
    assertWords(power, "x", "--one", "--none");
  }

  @Test
  void doubtsWhatOnlyRunningTheScriptWouldTell() {
    assertDoubt("x --a=$(date +%F)", "$(date +%F) is known only when the script runs");
    assertDoubt("x `date`", "`date` is known only when the script runs");
    assertDoubt("x $MODEL", "$MODEL is not set in the script");
    assertDoubt("if [ -f a ]; then m=one; fi\nx $m", "it depends on what line 1 decides");
    assertDoubt("for m in a b; do\nx $m\ndone", "$m is known only when the script runs");
    assertDoubt("@echo off\nx %1", "%1 is known only when the script runs");
    assertDoubt("$a = Get-Date\nx --a=$a", "Get-Date is known only when the script runs");
  }

  @Test
  void knowsTheFolderThatAScriptLiesIn() {
    Path file = Path.of("/scripts/one");
    for (String script :
        List.of(
            "here=$(CDPATH='' cd -- \"$(dirname -- \"$0\")\" && pwd)\nx \"$here/a\"",
            "@echo off\nx %~dp0a",
            "$here = $PSScriptRoot\nx \"$here/a\"")) {
      List<Script.Command> commands = ScriptReader.read(file, script).commands();
      assertEquals("/scripts/a", commands.getLast().words().getLast().text());
    }
  }

  @Test
  void doesNotGrowBeyondBounds() {
    StringBuilder script = new StringBuilder("a=xxxxxxxxxx\n");
    script.append("a=\"$a$a\"\n".repeat(60)).append("b=(\"$a\" \"$a\")\n");
    script.append("b=(\"${b[@]}\" \"${b[@]}\")\n".repeat(60)).append("x \"${b[@]}\"\n");
    Script read = ScriptReader.read(Path.of("/x"), script.toString());
    assertTrue(read.commands().getFirst().words().size() < 20_000);
  }

  @Test
  void passesHereDocumentsAndRedirections() {
    assertWords("x --a 1 > log.txt 2>&1 <<EOF\ny --b 2\nEOF\n", "x", "--a", "1");
    assertWords("x --a 1 2>&1 | tee log.txt\n", 2, "x", "--a", "1");
  }

  private static void assertWords(String script, String... words) {
    assertWords(script, 1, words);
  }

  /**
   * @param commands how many there are; the words are those of the one that begins so
   */
  private static void assertWords(String script, int commands, String... words) {
    List<Script.Command> read = ScriptReader.read(Path.of("/folder/script"), script).commands();
    assertEquals(commands, read.size(), read::toString);
    Script.Command found =
        read.stream()
            .filter(command -> command.words().getFirst().text().equals(words[0]))
            .findFirst()
            .orElseThrow();
    assertEquals(List.of(words), found.words().stream().map(Word::text).toList());
    assertTrue(found.words().stream().allMatch(Word::isCertain), found::toString);
  }

  private static void assertDoubt(String script, String doubt) {
    List<Script.Command> read = ScriptReader.read(Path.of("/folder/script"), script).commands();
    Word last = read.getLast().words().getLast();
    assertEquals(Set.of(doubt), last.doubts());
  }
}
