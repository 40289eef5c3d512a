package dev.lorabake.cli;

import dev.lorabake.TextLines;
import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Family;
import dev.lorabake.train.Home;
import dev.lorabake.train.NewFile;
import dev.lorabake.train.NewRecipe;
import dev.lorabake.train.Templates;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a new recipe. */
@Command(
    name = "new",
    description = "Write a new recipe from a template or for a family.",
    mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {
  /** The column in which titles stand in the list. */
  private static final int TITLE_AT = 18;

  private final Surroundings surroundings;
  private final Output output;

  @Spec CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "Where to write it (recipe.toml).",
      defaultValue = "recipe.toml")
  Path file = Path.of("recipe.toml");

  @Option(names = "--list", description = "Show the templates and write nothing.")
  boolean list;

  @Option(names = "--template", paramLabel = "NAME", description = "The template to start from.")
  @Nullable String template;

  @Option(
      names = "--family",
      paramLabel = "NAME",
      description = "Without a template: the kind of base model.")
  @Nullable String family;

  @Option(names = "--network", paramLabel = "NAME", description = "The kind of LoRA network.")
  @Nullable String network;

  @Option(names = "--name", paramLabel = "NAME", description = "Names the recipe and its files.")
  @Nullable String name;

  @Option(
      names = "--dataset",
      paramLabel = "DIR",
      description = "Folder of images, or of N_name folders.")
  @Nullable Path dataset;

  @Option(names = "--json", description = "Tell the result as JSON.")
  boolean json;

  NewCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    Templates templates = new Templates(Home.find());
    if (list) {
      show(templates.all());
      return ExitCode.FINE;
    }
    Path target = surroundings.workingFolder().resolve(file).normalize();
    NewFile.refuseExisting(target);
    NewRecipe recipe = start(templates);
    recipe.flags(UpstreamFlags.given(spec.commandLine().getParseResult()));
    if (name != null) {
      recipe.name(name);
    }
    if (network != null) {
      recipe.network(network);
    }
    if (dataset != null) {
      recipe.dataset(dataset);
    }
    if (surroundings.interactive() && !json) {
      Questions questions = new Questions(surroundings, output);
      recipe
          .placeholders()
          .forEach(open -> questions.fill(open).ifPresent(answer -> recipe.fill(open, answer)));
    }
    NewFile.write(target, recipe.text());
    report(target, recipe.placeholders());
    return ExitCode.FINE;
  }

  private NewRecipe start(Templates templates) {
    Catalog catalog = surroundings.catalog();
    Path folder = surroundings.workingFolder();
    if (template == null && family == null && surroundings.interactive() && !json) {
      show(templates.all());
      template = new Questions(surroundings, output).ask("template");
    }
    if ((template == null || template.isEmpty()) && family == null) {
      throw new UserError(
          "nothing to start from",
          "add --template NAME (lorabake new --list shows them) or --family NAME");
    }
    if (template != null && !template.isEmpty()) {
      return NewRecipe.fromTemplate(catalog, folder, templates.find(template).text());
    }
    Family known =
        catalog
            .family(String.valueOf(family))
            .orElseThrow(() ->
                new UserError(
                    "unknown family \"" + family + "\"",
                    "known: "
                        + String.join(", ", catalog.families().stream().map(Family::id).toList())));
    return NewRecipe.skeleton(catalog, folder, known);
  }

  private void show(List<Templates.Template> all) {
    if (json) {
      output.json(
          all.stream().map(item -> Map.of("name", item.name(), "title", item.title())).toList());
      return;
    }
    for (Templates.Template item : all) {
      List<String> title = TextLines.fill("", "", item.title(), ExplanationText.WIDTH - TITLE_AT);
      output.line(Colour.BOLD, String.format("%-" + TITLE_AT + "s", item.name()), title.getFirst());
      title.stream().skip(1).forEach(line -> output.line(" ".repeat(TITLE_AT) + line));
    }
  }

  private void report(Path target, List<String> open) {
    Path shown = surroundings.workingFolder().relativize(target);
    if (json) {
      output.json(Map.of("file", target.toString(), "placeholders", open));
      return;
    }
    output.line("wrote " + shown);
    if (!open.isEmpty()) {
      output.line("to be filled in: " + String.join(", ", open));
    }
    output.line("next: lorabake check " + shown);
  }
}
