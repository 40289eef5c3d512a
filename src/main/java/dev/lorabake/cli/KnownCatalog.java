package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.Visible;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.train.CatalogChoice;
import dev.lorabake.train.Home;
import dev.lorabake.train.UpstreamFinder;
import dev.lorabake.train.UpstreamPlace;
import org.jspecify.annotations.Nullable;

/**
 * The options of the sd-scripts that the environment or the configuration names, looked up once.
 */
final class KnownCatalog {
  private @Nullable Catalog chosen;

  Catalog get(Surroundings surroundings) {
    if (chosen == null) {
      chosen = choose(surroundings);
    }
    return chosen;
  }

  /** Takes the catalogue of a checkout that a flag names. */
  void use(Surroundings surroundings, UpstreamPlace named) {
    chosen = of(surroundings, named);
  }

  private static Catalog choose(Surroundings surroundings) {
    UpstreamPlace known = null;
    try {
      known =
          new UpstreamFinder(surroundings.variables(), Home.find()).lookUp(null, null).orElse(null);
    } catch (UserError e) {
      // a checkout that is gone is told by the commands that need one
    }
    return of(surroundings, known);
  }

  private static Catalog of(Surroundings surroundings, @Nullable UpstreamPlace known) {
    return new CatalogChoice(Home.find(), surroundings.cacheFolder())
        .choose(known, note -> surroundings.err().println("lorabake: " + Visible.line(note)));
  }
}
