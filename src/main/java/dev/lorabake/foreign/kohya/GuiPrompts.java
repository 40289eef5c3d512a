package dev.lorabake.foreign.kohya;

import dev.lorabake.foreign.Draft;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.PromptFault;
import dev.lorabake.recipe.PromptFile;
import dev.lorabake.recipe.SamplePrompt;
import dev.lorabake.recipe.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes the prompts of the control images, which the GUI writes into a file for sd-scripts. */
final class GuiPrompts {
  private static final String KEY = "sample_prompts";

  private GuiPrompts() {}

  static void take(GuiReading reading) {
    if (!reading.file().says(KEY)) {
      reading.unset(KEY);
      return;
    }
    Place place = reading.place(KEY);
    Path named = place == null ? Path.of(KEY) : place.file();
    PromptFile prompts = PromptFile.ofLines(named, String.valueOf(reading.file().raw(KEY)));
    List<String> targets = new ArrayList<>();
    for (SamplePrompt prompt : prompts.prompts()) {
      targets.add("sample[" + targets.size() + "]");
      Draft.Table sample = reading.draft().sample();
      for (Setting setting : prompt.settings().all()) {
        sample.set(setting.name(), setting.value(), place);
      }
    }
    List<String> faults = prompts.faults().stream().map(PromptFault::text).toList();
    String[] all = targets.toArray(String[]::new);
    if (targets.isEmpty()) {
      reading.unset(KEY);
    } else if (faults.isEmpty()) {
      reading.ledger().mapped(KEY, all);
    } else {
      reading.ledger().approximated(KEY, "of its prompts, " + String.join("; ", faults), all);
    }
  }
}
