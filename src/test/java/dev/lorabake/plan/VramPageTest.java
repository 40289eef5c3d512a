package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.GpuTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code src/docs/vram.md}: its tables are computed here, its text is {@code vram-page.md}. */
class VramPageTest {
  private static final Path PAGE = Path.of("src/docs/vram.md").toAbsolutePath();
  private static final String REPAIR = "mvn -q test -Dtest=VramPageTest -Dlorabake.rewrite=true";
  private static final double MIB = 1 << 20;
  private static final double GIB = 1L << 30;

  @Test
  void thePageIsCurrent() throws IOException {
    String wanted = page();
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.writeString(PAGE, wanted);
    }
    assertEquals(wanted, Files.readString(PAGE), "vram.md is out of date; repair: " + REPAIR);
  }

  @Test
  void noPublishedTrainingThatFitIsSaidNotTo() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (MeasuredRun run : MeasuredRun.published()) {
      boolean fits = run.text("kind").equals("fits");
      if (fits && PublishedFigure.of(run).oursGib() > run.number("gib")) {
        wrong.add(run.text("id"));
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static String page() throws IOException {
    String text;
    try (InputStream in =
        Objects.requireNonNull(VramPageTest.class.getResourceAsStream("vram-page.md"))) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<MeasuredRun> runs = MeasuredRun.measured();
    List<PublishedFigure> figures =
        MeasuredRun.published().stream().map(PublishedFigure::of).toList();
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put("@measured@", measured(runs));
    tables.put("@families@", families(runs));
    tables.put("@least@", simulated(runs, "least", VramEstimate::neededBytes));
    tables.put("@reserved@", simulated(runs, "reserved", VramEstimate::shownBytes));
    tables.put("@published@", published(figures));
    tables.put("@verdict@", verdict(figures));
    tables.put("@batches@", batches());
    tables.put("@cards@", cards());
    for (Map.Entry<String, String> table : tables.entrySet()) {
      assertTrue(text.contains(table.getKey()), table.getKey());
      text = text.replace(table.getKey(), table.getValue());
    }
    return text;
  }

  private static double error(MeasuredRun run, String optimizer) {
    return run.estimate(optimizer).allocatedBytes() / run.number(optimizer) - 1;
  }

  private static double worst(MeasuredRun run) {
    double worst = 0;
    for (String optimizer : MeasuredRun.OPTIMIZERS) {
      double error = error(run, optimizer);
      worst = Math.abs(error) > Math.abs(worst) ? error : worst;
    }
    return worst;
  }

  private static String measured(List<MeasuredRun> runs) {
    StringBuilder out = new StringBuilder();
    out.append("| model | size | batch | rank | settings | measured | ours | error | worst |\n");
    out.append("|---|---|---|---|---|---|---|---|---|");
    for (MeasuredRun run : runs) {
      out.append(
          String.format(
              Locale.ROOT,
              "\n| %s%s | %sx%s | %s | %s | %s | %.0f | %.0f | %s | %s |",
              run.model(),
              run.text("used_to_fit").equals("1") ? "" : "*",
              run.text("width"),
              run.text("height"),
              run.text("batch"),
              run.text("rank"),
              settings(run),
              run.number("AdamW8bit") / MIB,
              run.estimate("AdamW8bit").allocatedBytes() / MIB,
              percent(error(run, "AdamW8bit")),
              percent(worst(run))));
    }
    return out.toString();
  }

  private static String settings(MeasuredRun run) {
    List<String> words = new ArrayList<>();
    String precision = run.text("mixed_precision");
    words.add(run.text("full_half").equals("1") ? "full_" + precision : precision);
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("gradient_checkpointing", "checkpointing");
    flags.put("train_text_encoder", "text encoders trained");
    flags.put("fp8_base", "fp8_base");
    flags.forEach((column, word) -> {
      if (run.text(column).equals("1")) {
        words.add(word);
      }
    });
    if (!run.text("attention").equals("sdpa")) {
      words.add("plain attention");
    }
    return String.join(", ", words);
  }

  private static String families(List<MeasuredRun> runs) {
    Map<String, List<MeasuredRun>> models = new TreeMap<>();
    runs.forEach(run -> models.computeIfAbsent(run.model(), _ -> new ArrayList<>()).add(run));
    StringBuilder out = new StringBuilder();
    out.append("| model | peaks | mean error | largest | held out | mean error | largest |\n");
    out.append("|---|---|---|---|---|---|---|");
    models.forEach((model, all) -> {
      List<MeasuredRun> heldOut =
          all.stream().filter(run -> run.text("used_to_fit").equals("0")).toList();
      out.append("\n| ").append(model).append(errors(all)).append(errors(heldOut)).append(" |");
    });
    return out.toString();
  }

  /** Number, mean and largest error of all optimizers' peaks as cells. */
  private static String errors(List<MeasuredRun> runs) {
    double[] errors =
        runs.stream()
            .flatMap(run -> MeasuredRun.OPTIMIZERS.stream().map(each -> error(run, each)))
            .mapToDouble(Math::abs)
            .toArray();
    return errors.length == 0
        ? " | 0 | | "
        : String.format(
            Locale.ROOT,
            " | %d | %.2f %% | %.2f %%",
            errors.length,
            100 * Arrays.stream(errors).average().orElse(0),
            100 * Arrays.stream(errors).max().orElse(0));
  }

  /** Errors of a figure beside a simulated one, to which the assumed context is added. */
  private static String simulated(
      List<MeasuredRun> runs, String column, ToDoubleFunction<VramEstimate> ours) {
    double context = VramFacts.context("usual") * MIB;
    double[] errors =
        runs.stream()
            .filter(run -> !run.text(column).isEmpty())
            .mapToDouble(run ->
                ours.applyAsDouble(run.estimate("AdamW8bit")) / (run.number(column) + context) - 1)
            .sorted()
            .toArray();
    double mean = Arrays.stream(errors).map(Math::abs).average().orElse(0);
    return String.format(
        Locale.ROOT,
        "%d runs, %.1f %% off in the mean, %s to %s",
        errors.length,
        100 * mean,
        percent(errors[0]),
        percent(errors[errors.length - 1]));
  }

  private static String published(List<PublishedFigure> figures) {
    return "| | what | published | ours, GiB | verdict | doubt | source |\n"
        + "|---|---|---|---|---|---|---|\n"
        + figures.stream().map(PublishedFigure::row).collect(Collectors.joining("\n"));
  }

  private static String verdict(List<PublishedFigure> figures) {
    List<PublishedFigure> values = figures.stream().filter(PublishedFigure::isValue).toList();
    List<PublishedFigure> limits = figures.stream().filter(each -> !each.isValue()).toList();
    return String.format(
        Locale.ROOT,
        "Few say whether GB are meant or GiB. Of %d figures %d lie within 10 %% of ours read as GiB, %d"
            + " read as GB, %d in either reading; off in both are %s. Of %d statements that"
            + " something fits or fails %d agree; those that do not: %s.",
        values.size(),
        values.stream().filter(each -> each.closeIn(PublishedFigure.GIB)).count(),
        values.stream().filter(each -> each.closeIn(PublishedFigure.GB)).count(),
        values.stream().filter(PublishedFigure::agrees).count(),
        off(values),
        limits.size(),
        limits.stream().filter(PublishedFigure::agrees).count(),
        off(limits));
  }

  private static String off(List<PublishedFigure> figures) {
    return figures.stream()
        .filter(figure -> !figure.agrees())
        .map(figure -> figure.run().text("id") + " (" + figure.run().text("doubt") + ")")
        .collect(Collectors.joining(", "));
  }

  private static String batches() {
    StringBuilder out = new StringBuilder("| setup |");
    CommonSetups.SIZES.forEach(size -> out.append(" ").append(size).append(" GB |"));
    out.append("\n|---|").append("---|".repeat(CommonSetups.SIZES.size()));
    for (CommonSetups.Setup setup : CommonSetups.all()) {
      long area = (long) setup.side() * setup.side();
      out.append("\n| ").append(setup.title()).append(" | ");
      out.append(
          CommonSetups.batches(setup.recipe(), area, CommonSetups.SIZES).replace(" ", " | "));
      out.append(" |");
    }
    return out.toString();
  }

  private static String cards() {
    Map<Long, List<String>> bySize = new TreeMap<>();
    for (Gpu card : GpuTable.cards()) {
      long size = Math.round(card.memoryBytes() / GIB);
      bySize.computeIfAbsent(size, _ -> new ArrayList<>()).add(card.name());
    }
    StringBuilder out = new StringBuilder("| GiB | cards |\n|---|---|");
    bySize.forEach((size, names) ->
        out.append("\n| ")
            .append(size)
            .append(" | ")
            .append(String.join(", ", names))
            .append(" |"));
    return out.toString();
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%+.2f %%", 100 * share);
  }
}
