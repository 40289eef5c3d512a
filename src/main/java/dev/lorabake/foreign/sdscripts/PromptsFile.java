package dev.lorabake.foreign.sdscripts;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.foreign.SourceKey;
import dev.lorabake.json.JsonTree;
import dev.lorabake.recipe.PromptFault;
import dev.lorabake.recipe.PromptFile;
import dev.lorabake.recipe.SampleKeys;
import dev.lorabake.recipe.SamplePrompt;
import java.util.List;
import java.util.stream.Collectors;

/** Puts the prompts of a file that {@code sample_prompts} names into the draft. */
final class PromptsFile {
  private PromptsFile() {}

  /**
   * Whether it could be taken: not so when upstream refuses the file, or there is nothing in it.
   */
  static boolean take(ForeignFile file, String prefix, Draft draft, Ledger ledger) {
    PromptFile prompts = PromptFile.read(file.path());
    if (prompts == null
        || prompts.prompts().isEmpty()
        || prompts.faults().stream().anyMatch(f -> f.kind() == PromptFault.Kind.FILE_REFUSED)
        || !draft.samples().isEmpty()) {
      return false;
    }
    for (int i = 0; i < prompts.prompts().size(); i++) {
      SamplePrompt prompt = prompts.prompts().get(i);
      String key = JsonTree.item(prefix, i);
      ledger.open(new SourceKey(key, prompt.prompt().orElse(""), prompt.place()));
      Draft.Table sample = draft.sample();
      prompt
          .settings()
          .all()
          .forEach(setting -> sample.set(setting.name(), setting.value(), setting.place()));
      account(key, i, prompt, prompts.faults(), ledger);
    }
    return true;
  }

  private static void account(
      String key, int index, SamplePrompt prompt, List<PromptFault> faults, Ledger ledger) {
    String target = "sample[" + index + "]";
    String passedBy =
        faults.stream()
            .filter(fault -> fault.at().equals(prompt.place()))
            .map(PromptFault::text)
            .collect(Collectors.joining("; "));
    List<String> foreign =
        prompt.settings().names().stream()
            .filter(name -> !SampleKeys.NAMES.contains(name))
            .toList();
    if (!foreign.isEmpty()) {
      ledger.approximated(key, "without " + String.join(", ", foreign), target);
    } else if (!passedBy.isEmpty()) {
      ledger.approximated(key, passedBy, target);
    } else {
      ledger.mapped(key, target);
    }
  }
}
