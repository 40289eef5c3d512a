package dev.lorabake.train.explain;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.catalog.Family;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.OptionNote;
import dev.lorabake.catalog.SchedulerType;
import dev.lorabake.train.explain.Interaction.Manner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what bears on an option, from both ends of every fact that the catalogue holds. */
final class Interactions {
  private final Catalog catalog;

  Interactions(Catalog catalog) {
    this.catalog = catalog;
  }

  /** In the order of {@link Manner}, each by the order of the catalogue. */
  List<Interaction> of(Option option) {
    List<Interaction> found = new ArrayList<>();
    needs(option, found);
    conflicts(option, found);
    renames(option, found);
    datasetKeys(option, found);
    schedulers(option, found);
    families(option, found);
    return List.copyOf(found);
  }

  private void needs(Option option, List<Interaction> found) {
    OptionNote note = option.note();
    for (String other : note.onlyWith()) {
      boolean stops = note.stopsWith().contains(other);
      String why = stops ? "upstream stops without it" : "without it this has no effect";
      if (note.onlyWith().size() > 1) {
        why = "one of these must be set, else this has no effect";
      }
      found.add(new Interaction(Manner.ONLY_WITH, other, why, stops));
    }
    for (Option other : catalog.options()) {
      OptionNote theirs = other.note();
      if (theirs.onlyWith().contains(option.name())) {
        boolean stops = theirs.stopsWith().contains(option.name());
        found.add(new Interaction(Manner.NEEDED_BY, other.name(), theirs.help(), stops));
      }
    }
  }

  private void conflicts(Option option, List<Interaction> found) {
    OptionNote note = option.note();
    note.conflicts()
        .forEach((other, why) ->
            found.add(
                new Interaction(Manner.CONFLICT, other, why, note.stopsWith().contains(other))));
    for (Option other : catalog.options()) {
      String why = other.note().conflicts().get(option.name());
      if (why != null && !note.conflicts().containsKey(other.name())) {
        boolean stops = other.note().stopsWith().contains(option.name());
        found.add(new Interaction(Manner.CONFLICT, other.name(), why, stops));
      }
    }
  }

  private void renames(Option option, List<Interaction> found) {
    String newName = option.note().renamedTo();
    if (newName != null) {
      found.add(new Interaction(Manner.REPLACED_BY, newName, "the name in use today", false));
    }
    for (Option other : catalog.options()) {
      if (option.name().equals(other.note().renamedTo())) {
        found.add(new Interaction(Manner.REPLACES, other.name(), "an older name", false));
      }
    }
  }

  private void datasetKeys(Option option, List<Interaction> found) {
    for (DatasetKey key : catalog.datasetKeys()) {
      if (option.name().equals(key.option())) {
        String where = String.join(", ", key.levels());
        found.add(
            new Interaction(
                Manner.DATASET_KEY,
                key.name(),
                "in the dataset configuration (" + where + ") it goes before the option",
                false));
      }
    }
  }

  private void schedulers(Option option, List<Interaction> found) {
    for (SchedulerType scheduler : catalog.schedulers()) {
      if (scheduler.needs().contains(option.name())) {
        found.add(
            new Interaction(
                Manner.READ_BY, scheduler.name(), "this scheduler cannot do without it", false));
      } else if (scheduler.uses().contains(option.name())) {
        found.add(
            new Interaction(Manner.READ_BY, scheduler.name(), "this scheduler reads it", false));
      }
    }
  }

  private void families(Option option, List<Interaction> found) {
    for (Family family : catalog.families()) {
      if (family.requires().contains(option.name())) {
        found.add(
            new Interaction(
                Manner.REQUIRED_BY, family.id(), "training cannot start without it", true));
      }
    }
    for (Family family : catalog.families()) {
      if (family.options().containsKey(option.name())) {
        String value = String.valueOf(family.options().get(option.name()));
        found.add(
            new Interaction(Manner.SET_BY, family.id(), "the family sets it to " + value, false));
      }
    }
    for (Map.Entry<String, String> ignored : option.note().ignoredBy().entrySet()) {
      found.add(new Interaction(Manner.IGNORED_BY, ignored.getKey(), ignored.getValue(), false));
    }
  }
}
