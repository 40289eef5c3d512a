package dev.lorabake.train.queue;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.preflight.Verdict;
import dev.lorabake.recipe.Flag;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeWriter;
import dev.lorabake.recipe.Setting;
import dev.lorabake.run.Policy;
import dev.lorabake.run.PrivateFiles;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.Request;
import dev.lorabake.train.Timing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts trainings into the queue: all that are asked for at once, or none of them. */
public final class Adding {
  private final QueueFolder folder;
  private final Catalog catalog;
  private final Preparing preparing;
  private final Surroundings machine;

  public Adding(QueueFolder folder, Catalog catalog, Preparing preparing, Surroundings machine) {
    this.folder = folder;
    this.catalog = catalog;
    this.preparing = preparing;
    this.machine = machine;
  }

  /**
   * What shall be added.
   *
   * @param requests the recipes, each with the flags laid over it
   * @param name a name for people; {@code null} for the recipe's own
   * @param again whether to train what is proven done
   * @param policy when it goes on by itself; {@code null} for what the runner says
   */
  public record Wish(
      List<Request> requests,
      Grid grid,
      @Nullable String name,
      boolean rehearsal,
      @Nullable Path checkout,
      @Nullable String python,
      boolean again,
      @Nullable Policy policy) {}

  /**
   * One training as it would be added.
   *
   * @param number its entry; 0 before it was added
   * @param doneBy a run that has it done already; {@code null} for none
   */
  public record Variant(
      long number, Asked asked, String recipe, Prepared prepared, @Nullable String doneBy) {
    /** Whether findings forbid it. */
    public boolean isBlocked() {
      return doneBy == null && prepared.verdict().state() == Verdict.State.BLOCKED;
    }

    private Variant at(long number, @Nullable Long grid) {
      Asked a = asked;
      Asked placed =
          new Asked(
              a.label(),
              a.added(),
              a.source(),
              a.flags(),
              a.varied(),
              grid,
              a.outputDir(),
              a.outputName(),
              a.files(),
              a.digest(),
              a.card(),
              a.rehearsal(),
              a.checkout(),
              a.python(),
              a.again(),
              a.secrets(),
              a.updates(),
              a.stepKind(),
              a.policy());
      return new Variant(number, placed, recipe, prepared, doneBy);
    }
  }

  /** Checks every combination; nothing is added yet. */
  public List<Variant> check(Wish wish) throws IOException, InterruptedException {
    List<Variant> variants = new ArrayList<>();
    for (Request request : wish.requests()) {
      for (Grid.Member member : wish.grid().members()) {
        variants.add(variant(wish, request, member));
      }
    }
    return variants;
  }

  private Variant variant(Wish wish, Request request, Grid.Member member)
      throws IOException, InterruptedException {
    List<Flag> flags =
        Stream.concat(request.flags().stream(), member.flags(catalog).stream()).toList();
    Prepared prepared = prepare(request, flags);
    String suffix = member.settings().containsKey("output_name") ? "" : member.suffix();
    if (!suffix.isEmpty()) {
      String name = prepared.recipe().text("output_name").orElse("last") + suffix;
      flags =
          Stream.concat(flags.stream(), Stream.of(new Flag("output_name", List.of(name)))).toList();
      prepared = prepare(request, flags);
    }
    Recipe recipe = prepared.recipe();
    String text = RecipeWriter.write(recipe);
    Path output =
        recipe
            .path("output_dir")
            .orElseThrow(
                () -> new UserError("output_dir is not set", "write output_dir under [train]"));
    String label = (wish.name() == null ? recipe.name() : wish.name()) + member.suffix();
    Asked asked =
        new Asked(
            label,
            machine.clock().instant(),
            request.file(),
            flags.stream().filter(flag -> !isSecret(flag.option())).map(Adding::text).toList(),
            member.settings(),
            null,
            output.toAbsolutePath().normalize(),
            recipe.text("output_name").orElse("last"),
            prepared.plan().checkpoints().stream().map(one -> one.file()).toList(),
            ProvenDone.digest(text),
            request.gpu(),
            wish.rehearsal(),
            wish.checkout(),
            wish.python(),
            wish.again(),
            recipe.train().all().stream().map(Setting::name).filter(this::isSecret).toList(),
            prepared.plan().course().updates(),
            Timing.kind(prepared, wish.rehearsal()),
            wish.policy());
    return new Variant(0, asked, text, prepared, wish.again() ? null : done(asked, text));
  }

  private @Nullable String done(Asked asked, String text) throws IOException, InterruptedException {
    return ProvenDone.find(text, asked.updates(), asked.rehearsal(), folder.runsRoot(), machine)
        .map(run -> run.name())
        .orElse(null);
  }

  private Prepared prepare(Request request, List<Flag> flags) {
    return preparing.prepare(new Request(request.file(), flags, request.script(), request.gpu()));
  }

  private boolean isSecret(String option) {
    return catalog.option(option).map(known -> known.note().secret()).orElse(false);
  }

  private static String text(Flag flag) {
    return ("--" + flag.option() + " " + String.join(" ", flag.values())).strip();
  }

  /**
   * Adds them at the end, in their order.
   *
   * @return the same with their numbers
   * @throws UserError when one of them would write what another writes
   */
  public List<Variant> add(List<Variant> variants) throws IOException, InterruptedException {
    return folder.change(() -> {
      refuseClashes(variants);
      QueueFolder.Listing before = folder.list();
      List<Long> order = new ArrayList<>(before.entries().stream().map(Entry::number).toList());
      List<Variant> added = new ArrayList<>();
      long number = folder.nextNumber();
      Long grid =
          variants.size() > 1 && !variants.getFirst().asked().varied().isEmpty()
              ? (Long) number
              : null;
      for (Variant variant : variants) {
        Variant placed = variant.at(number, grid);
        // the recipe first: an entry is there once its own file is
        PrivateFiles.write(
            folder.recipe(number), placed.recipe().getBytes(StandardCharsets.UTF_8), false);
        folder.write(Entry.of(number, placed.asked()));
        order.add(number++);
        added.add(placed);
      }
      folder.writeOrder(order);
      return List.copyOf(added);
    });
  }

  private void refuseClashes(List<Variant> variants) throws IOException {
    List<EntryLook> others = looks();
    for (int i = 0; i < variants.size(); i++) {
      Asked asked = variants.get(i).asked();
      for (Variant earlier : variants.subList(0, i)) {
        if (OutputClash.between(asked, earlier.asked())) {
          throw new UserError(
              asked.label()
                  + " and "
                  + earlier.asked().label()
                  + " would both write "
                  + asked.outputName()
                  + " into "
                  + asked.outputDir(),
              "add them one by one, each with its own --output_name");
        }
      }
      OutputClash.refuse(asked, others);
      OutputClash.refuseRunning(asked, Set.of(), folder.runsRoot(), machine.processes());
    }
  }

  private List<EntryLook> looks() throws IOException {
    List<EntryLook> looks = new ArrayList<>();
    for (Entry entry : folder.list().entries()) {
      try {
        looks.add(EntryLook.at(entry, folder.runsRoot(), machine));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    return looks;
  }
}
