package dev.lorabake.tui.setup;

/**
 * Where the cursor is.
 *
 * @param section by its place in {@link Section}
 * @param field counts from 0 within the section
 * @param finding counts from 0
 * @param scroll rows of the explanation that are above its pane
 */
record Form(Pane pane, int section, int field, int finding, int scroll) {
  /** With the explanation from its beginning. */
  Form(Pane pane, int section, int field, int finding) {
    this(pane, section, field, finding, 0);
  }

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
    return new Form(Pane.FIELDS, 0, 0, 0);
  }

  Section current() {
    return Section.ALL.get(section);
  }

  Form in(Pane other) {
    return new Form(other, section, field, finding, scroll);
  }

  Form at(Section other, int row) {
    return new Form(Pane.FIELDS, Section.ALL.indexOf(other), row, finding);
  }

  /** One up or down in its pane, within bounds. */
  Form moved(int rows, int fields, int findings) {
    return switch (pane) {
      case SECTIONS -> new Form(pane, bounded(section + rows, Section.ALL.size()), 0, finding);
      case FIELDS -> new Form(pane, section, bounded(field + rows, fields), finding);
      case FINDINGS -> new Form(pane, section, field, bounded(finding + rows, findings));
    };
  }

  Form scrolled(int rows) {
    return new Form(pane, section, field, finding, Math.clamp(scroll + rows, 0, 1000));
  }

  private static int bounded(int index, int count) {
    return Math.clamp(index, 0, Math.max(0, count - 1));
  }
}
