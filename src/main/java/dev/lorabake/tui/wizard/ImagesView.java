package dev.lorabake.tui.wizard;

import dev.lorabake.Figures;
import dev.lorabake.preflight.FileNotes;
import dev.lorabake.train.DatasetReport;
import dev.lorabake.tui.CompletePath;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** What is in a folder of images that was named, before it is taken. */
final class ImagesView {
  private static final int ROOM_FOR_FIGURES = 20;

  private static final String NO_CAPTION = "missing-caption";

  private ImagesView() {}

  static void paint(Canvas canvas, Area text, WizardScreen screen) {
    LookAtImages.Looked looked = screen.looked();
    if (screen.waiting()) {
      canvas.write(text, 0, 0, "looking …", Ink.DIM);
      return;
    }
    if (looked == null || !looked.typed().equals(screen.entry().text())) {
      return;
    }
    DatasetReport report = looked.report();
    if (report == null) {
      return;
    }
    if (!looked.hasImages()) {
      String word = "There is no image in it that can be read." + below(screen);
      Paragraph.paint(canvas, text, 0, word, Ink.WARNING);
      return;
    }
    int without = report.captions().missing();
    String captions =
        without == 0
            ? "each with its caption"
            : Figures.count(without) + " of them without a caption";
    int row =
        Paragraph.paint(
            canvas,
            text,
            0,
            Figures.count(looked.images(), "image") + ", " + captions,
            without == 0 ? Ink.GOOD : Ink.WARNING);
    canvas.write(text, 0, row++, "Enter takes it.", Ink.TEXT);
    if (without > 0) {
      String word =
          "What has no caption is learned under the recipe's class_tokens, or with no text at all.";
      row = Paragraph.paint(canvas, text, row, word, Ink.DIM);
    }
    if (!below(screen).isEmpty()) {
      String word = "Of the folders below it only those such as 10_cat are used:" + below(screen);
      row = Paragraph.paint(canvas, text, row, word, Ink.WARNING);
    }
    for (DatasetReport.FolderFacts folder : report.folders()) {
      String path = screen.shown(folder.path());
      int room = Math.max(1, text.width() - ROOM_FOR_FIGURES);
      String figures = "  " + folder.images() + " x " + folder.repeats();
      canvas.write(text, 0, row++, CellWidth.fit(path, room) + figures, Ink.TEXT);
    }
    for (FileNotes.Note note : report.problems()) {
      if (note.rule().equals(NO_CAPTION)) {
        continue; // said already, and the recipe to come has class_tokens
      }
      String word = note.message().replace(note.folder(), screen.shown(note.folder()));
      row = Paragraph.paint(canvas, text, row, word, Ink.WARNING);
    }
  }

  /** A folder below it that has images, where one is known. */
  private static String below(WizardScreen screen) {
    try {
      Path here = screen.known().folder();
      Path named = CompletePath.folder(here, screen.entry().text());
      List<LookForImages.Folder> inside =
          screen.known().folders().stream()
              .filter(one -> here.resolve(one.path()).normalize().startsWith(named))
              .filter(one -> !here.resolve(one.path()).normalize().equals(named))
              .toList();
      return inside.isEmpty()
          ? ""
          : " " + inside.getFirst().path() + " has " + inside.getFirst().images() + ".";
    } catch (InvalidPathException e) {
      return "";
    }
  }
}
