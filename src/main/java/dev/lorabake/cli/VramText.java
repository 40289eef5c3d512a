package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.TextLines;
import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.Machine;
import dev.lorabake.plan.MeasuredPeak;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.VramEstimate;
import dev.lorabake.plan.VramFit;
import dev.lorabake.plan.VramPhase;
import dev.lorabake.plan.VramSaving;
import dev.lorabake.recipe.TomlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The GPU's memory in a plan: one line for everybody, and where it comes from. */
final class VramText {
  private static final String SAVING = "                  ";
  private static final double GIB = 1L << 30;

  private VramText() {}

  /** Whether it fits, in a line. */
  static String head(Machine machine, Plan plan) {
    VramEstimate vram = plan.vram();
    if (vram == null) {
      return "VRAM unknown: " + plan.vramUnknown();
    }
    VramPhase worst = vram.worst();
    String more =
        worst.phase().equals(VramPhase.TRAINING)
            ? ""
            : " (" + gib(worst.neededBytes()) + " " + named(worst) + ")";
    if (machine.gpu().isEmpty()) {
      return "needs "
          + Figures.gib(vram.neededBytes())
          + " of VRAM"
          + more
          + "; no GPU here (--gpu CARD)";
    }
    Gpu gpu = machine.gpu().get();
    long free = gpu.freeBytes() == null ? gpu.memoryBytes() : gpu.freeBytes();
    String of = "of " + Figures.gib(free) + " on " + gpu.name();
    VramPhase misfit =
        vram.phases().stream()
            .filter(phase -> !phase.fits() && !phase.phase().equals(VramPhase.TRAINING))
            .findFirst()
            .orElse(null);
    if (misfit != null && !VramEstimate.TOO_SMALL.equals(vram.verdict())) {
      return "training fits, "
          + named(misfit)
          + " does not: "
          + gib(misfit.neededBytes())
          + " "
          + of;
    }
    String line = verdict(vram) + ": needs " + gib(vram.neededBytes()) + more + " " + of;
    String batch = vram.largestBatch() == null ? "" : "; largest batch " + batch(vram);
    return line.length() + batch.length() <= PlanText.COLUMNS ? line + batch : line;
  }

  private static String batch(VramEstimate vram) {
    Integer batch = vram.largestBatch();
    if (batch == null || batch == 0) {
      return "none";
    }
    return batch < VramEstimate.MOST_IMAGES ? String.valueOf(batch) : batch + " or more";
  }

  private static String verdict(VramEstimate vram) {
    return switch (String.valueOf(vram.verdict())) {
      case VramEstimate.TOO_SMALL -> "does not fit";
      case VramEstimate.TIGHT -> "should just fit";
      default -> "fits";
    };
  }

  /** Range, phases with their parts, and what would need less. */
  static List<String> lines(VramEstimate vram) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "VRAM         "
            + gib(vram.lowBytes())
            + " to "
            + Figures.gib(vram.highBytes())
            + " needed; nvidia-smi would show about "
            + Figures.gib(vram.shownBytes()));
    VramPhase worst = vram.worst();
    for (VramPhase phase : vram.phases()) {
      String most = vram.phases().size() > 1 && phase.equals(worst) ? "; the most" : "";
      String what = phase.phase().equals(VramPhase.TRAINING) ? parts(vram) : phase.what();
      label(
          lines,
          named(phase),
          String.format(Locale.ROOT, "%4s  ", gib(phase.neededBytes())),
          what + most + (phase.fits() ? "" : "; does not fit"));
    }
    if (vram.largestBatch() != null) {
      label(lines, "largest batch", "", batch(vram));
    }
    label(
        lines,
        "smallest card",
        "",
        vram.smallestCard() == null ? "none known is large enough" : vram.smallestCard());
    measured(lines, vram.measured());
    vram.notes().forEach(note -> label(lines, "mind", "", note));
    label(lines, "source", "", vram.source());
    lines.addAll(changes(vram));
    return lines;
  }

  /** The like run that the figures are corrected by. */
  private static void measured(List<String> lines, @Nullable MeasuredPeak peak) {
    if (peak != null) {
      String text =
          (peak.atLeast() ? "more than " : "")
              + Figures.gib(peak.peakBytes())
              + " at batch size "
              + peak.at().images()
              + " and "
              + Figures.count(peak.at().pixels())
              + " pixels, in "
              + peak.run();
      label(lines, "measured", "", text);
    }
  }

  private static String parts(VramEstimate vram) {
    return vram.parts().entrySet().stream()
        .map(part -> part.getKey() + " " + gib(part.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static List<String> changes(VramEstimate vram) {
    VramFit fit = vram.toFit();
    List<VramSaving> changes = fit == null ? vram.savings() : fit.changes();
    if (changes.isEmpty()) {
      return List.of();
    }
    boolean hopeless = fit == null && VramEstimate.TOO_SMALL.equals(vram.verdict());
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        fit != null
            ? "it fits with " + Figures.gib(fit.neededBytes()) + " needed, if you write"
            : (hopeless ? "nothing makes it fit; " : "")
                + "less would be needed, each by itself, with");
    for (VramSaving change : changes) {
      String label = String.format(Locale.ROOT, "  saves %4s GiB  ", gib(change.savesBytes()));
      for (VramSaving.Wanted wanted : change.set()) {
        lines.add(label + wanted.option() + " = " + TomlText.value(wanted.value()));
        label = SAVING;
      }
      fill(lines, SAVING, "costs " + change.cost());
    }
    return lines;
  }

  private static void label(List<String> lines, String label, String figure, String text) {
    String first = String.format(Locale.ROOT, "  %-17s", label) + figure;
    fill(lines, first, text);
  }

  private static void fill(List<String> lines, String label, String text) {
    lines.addAll(TextLines.fill(label, " ".repeat(label.length()), text, PlanText.COLUMNS));
  }

  private static String named(VramPhase phase) {
    return switch (phase.phase()) {
      case "caching-latents" -> "caching images";
      case "caching-text" -> "caching captions";
      default -> phase.phase();
    };
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / GIB);
  }
}
