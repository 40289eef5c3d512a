package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.TextLines;
import dev.lorabake.machine.Machine;
import dev.lorabake.plan.DiskRoom;
import dev.lorabake.plan.DiskUse;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.PlannedCheckpoint;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run writes: a line a kind, and the room for it on each disk. */
final class DiskText {
  private DiskText() {}

  static List<String> lines(Recipe recipe, Machine machine, Plan plan) {
    List<String> lines = new ArrayList<>();
    lines.add("disk         " + Figures.size(plan.diskBytes()) + " at the most");
    Map<DiskUse.Kind, DiskUse.Item> kinds = new LinkedHashMap<>();
    for (DiskUse.Item item : plan.disk().items()) {
      kinds.merge(item.kind(), item, DiskText::together);
    }
    kinds.values().forEach(item -> lines.add(line(plan, item)));
    List<PlannedCheckpoint> kept =
        plan.checkpoints().stream().filter(PlannedCheckpoint::kept).toList();
    if (!kept.isEmpty()) {
      String folder = recipe.text("output_dir").orElse("(no output_dir)");
      lines.addAll(
          TextLines.fill(
              "  last        ",
              "              ",
              folder + "/" + kept.getLast().file(),
              PlanText.COLUMNS));
    }
    if (!machine.named()) {
      DiskRoom.of(recipe, plan.disk()).forEach(room -> lines.addAll(room(room)));
    }
    return lines;
  }

  private static DiskUse.Item together(DiskUse.Item one, DiskUse.Item more) {
    return new DiskUse.Item(
        one.kind(),
        one.place(),
        one.folder(),
        one.files() + more.files(),
        one.bytes() + more.bytes());
  }

  private static String line(Plan plan, DiskUse.Item item) {
    return String.format(
        Locale.ROOT,
        "  %-11s %9s  %s",
        item.kind().id(),
        Figures.size(item.bytes()),
        what(plan, item));
  }

  private static String what(Plan plan, DiskUse.Item item) {
    return switch (item.kind()) {
      case CHECKPOINTS -> {
        long kept = plan.checkpoints().stream().filter(PlannedCheckpoint::kept).count();
        String each = Figures.size(plan.checkpoints().getLast().bytes());
        yield item.files() + " of " + each + (kept < item.files() ? ", " + kept + " kept" : "");
      }
      case STATES -> Figures.count(item.files(), "folder") + " at once, to resume from";
      case SAMPLES -> Figures.count(item.files(), "control image");
      case LATENTS -> "of " + Figures.count(item.files(), "image") + ", beside the images";
      case TEXT_OUTPUTS -> "of " + Figures.count(item.files(), "caption") + ", beside the images";
      case TENSORBOARD -> "in " + item.folder();
      case LOG -> "trainer.log and events";
    };
  }

  private static List<String> room(DiskRoom room) {
    String text =
        (room.suffices() ? "" : "TOO LITTLE: ")
            + Figures.size(room.freeBytes())
            + " on the disk of "
            + room.folder();
    return TextLines.fill("  free        ", "              ", text, PlanText.COLUMNS);
  }
}
