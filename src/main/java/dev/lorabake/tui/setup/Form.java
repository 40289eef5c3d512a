package dev.lorabake.tui.setup;

/**
 * Where the cursor is.
 *
 * @param section by its place in {@link Section}
 * @param field counts from 0 within the section
 * @param finding counts from 0
 * @param scroll rows of the explanation that are above its pane
 * @param more whether datasets and control images are shown with every key that they may have
 */
record Form(Pane pane, int section, int field, int finding, int scroll, boolean more) {

  /** The part of the screen that keys go to. */
  enum Pane {
    SECTIONS,
    FIELDS,
    FINDINGS;

    Pane next() {
      return switch (this) {
        case SECTIONS -> FIELDS;
        case FIELDS -> FINDINGS;
        case FINDINGS -> SECTIONS;
      };
    }

    Pane before() {
      return next().next();
    }
  }

  static Form start() {
    return new Form(Pane.FIELDS, 0, 0, 0, 0, false);
  }

  Section current() {
    return Section.ALL.get(section);
  }

  Form in(Pane other) {
    return new Form(other, section, field, finding, scroll, more);
  }

  /** At a setting, with its explanation from the beginning. */
  Form at(Section other, int row) {
    return new Form(Pane.FIELDS, Section.ALL.indexOf(other), row, finding, 0, more);
  }

  /** At a section, with the cursor there. */
  Form atSection(int other) {
    return new Form(Pane.SECTIONS, bounded(other, Section.ALL.size()), 0, finding, 0, more);
  }

  Form atFinding(int other) {
    return new Form(Pane.FINDINGS, section, field, other, scroll, more);
  }

  Form showing(boolean all) {
    return new Form(pane, section, field, finding, scroll, all);
  }

  /** The same with its cursors where they belong in what changed. */
  Form placed(int row, int count, int findings) {
    return new Form(pane, section, bounded(row, count), bounded(finding, findings), scroll, more);
  }

  /** One up or down in its pane, within bounds. */
  Form moved(int rows, int fields, int findings) {
    return switch (pane) {
      case SECTIONS -> atSection(section + rows);
      case FIELDS -> at(current(), bounded(field + rows, fields));
      case FINDINGS -> atFinding(bounded(finding + rows, findings));
    };
  }

  Form scrolled(int rows) {
    return new Form(pane, section, field, finding, Math.clamp(scroll + rows, 0, 1000), more);
  }

  private static int bounded(int index, int count) {
    return Math.clamp(index, 0, Math.max(0, count - 1));
  }
}
