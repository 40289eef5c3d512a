package dev.lorabake.log.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs of failures from public threads, each with its group. */
class ExamplesTest {
  /** Their words alone do not tell; what is answered instead, and why. */
  private static final Map<String, String> UNDECIDABLE =
      Map.of(
          // the same words as those of a cache made for another size; named as the alternative
          "dataset-duplicate-stems-095", "latent-cache",
          // two bars of a training; that no third one came is not in the log
          "hang-no-progress-164", "none");

  @ParameterizedTest
  @MethodSource("dev.lorabake.log.diagnosis.Example#all")
  void theGroupIsRight(Example example) {
    Diagnosis diagnosis = diagnose(example, StandardCharsets.UTF_8);
    assertEquals(
        UNDECIDABLE.getOrDefault(example.name(), example.group()),
        diagnosis.category(),
        diagnosis.toString());
  }

  @ParameterizedTest
  @MethodSource("dev.lorabake.log.diagnosis.Example#all")
  void causeAndHelpAreSaidAndTheEvidenceStandsInItsLine(Example example) {
    Diagnosis diagnosis = diagnose(example, StandardCharsets.UTF_8);
    assertFalse(diagnosis.cause().isBlank());
    if (diagnosis.isNone()) {
      return;
    }
    assertFalse(diagnosis.help().isEmpty());
    assertFalse(diagnosis.cause().matches(".*\\{\\d}.*"), diagnosis.cause());
    Evidence evidence = diagnosis.evidence();
    assertNotNull(evidence);
    String line = example.log().split("\n", -1)[(int) evidence.line() - 1];
    assertTrue(line.replace('\t', ' ').contains(evidence.text()), line + " / " + evidence.text());
  }

  @ParameterizedTest
  @MethodSource("dev.lorabake.log.diagnosis.Example#all")
  void whatPowerShellWritesIsReadAlike(Example example) {
    byte[] mark = {(byte) 0xff, (byte) 0xfe};
    byte[] text = example.log().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_16LE);
    byte[] bytes = new byte[mark.length + text.length];
    System.arraycopy(mark, 0, bytes, 0, mark.length);
    System.arraycopy(text, 0, bytes, mark.length, text.length);
    assertEquals(
        diagnose(example, StandardCharsets.UTF_8).toString(),
        Logs.diagnose(bytes, ProcessEnd.UNKNOWN).toString());
  }

  @ParameterizedTest
  @MethodSource("dev.lorabake.log.diagnosis.Example#all")
  void aConsoleWithAnotherCodePageChangesNoGroup(Example example) {
    assertEquals(
        diagnose(example, StandardCharsets.UTF_8).category(),
        diagnose(example, Charset.forName("GBK")).category());
  }

  @ParameterizedTest
  @MethodSource("dev.lorabake.log.diagnosis.Example#all")
  void coloursChangeNothing(Example example) {
    String coloured = example.log().replaceAll("(?m)^(.+)$", "\u001b[31m$1\u001b[0m");
    assertEquals(
        diagnose(example, StandardCharsets.UTF_8).toString(), Logs.diagnose(coloured).toString());
  }

  private static Diagnosis diagnose(Example example, Charset charset) {
    return Logs.diagnose(example.log().getBytes(charset), ProcessEnd.UNKNOWN);
  }
}
