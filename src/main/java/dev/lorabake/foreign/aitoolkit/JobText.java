package dev.lorabake.foreign.aitoolkit;

import dev.lorabake.UserError;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.JsonSource;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.KeyView;
import dev.lorabake.foreign.SourceKey;
import dev.lorabake.foreign.SourceTree;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells a job by what stands in it, and gives its keys short names. */
final class JobText {
  private static final String PROCESS = "config.process";
  private static final List<Pattern> TELLING = List.of(key("job"), key("config"), key("process"));
  private static final Set<String> NO_TRAINING = Set.of("generate", "extract", "mod", "merge");

  private JobText() {}

  private static Pattern key(String name) {
    return Pattern.compile("(^|[\\s{,\"'])" + name + "[\"']?\\s*:", Pattern.MULTILINE);
  }

  static boolean isJob(ForeignFile file) {
    String text = file.text();
    return TELLING.stream().allMatch(pattern -> pattern.matcher(text).find());
  }

  static void refuse(List<ForeignFile> companions) {
    if (!companions.isEmpty()) {
      throw new UserError(
          companions.getFirst().path() + " belongs to no ai-toolkit job: a job is one file",
          "name the job's config alone");
    }
  }

  /**
   * The keys of the process that trains, by short names: {@code train.lr}, {@code
   * datasets[0].folder_path}. Those of the job begin with {@code job.}.
   */
  static KeyView keys(ForeignFile file) {
    KeyView keys = new KeyView().open(tree(file));
    String job = keys.key("job").text().orElse("");
    List<String> processes = keys.items(PROCESS);
    String chosen =
        processes.stream()
            .filter(process -> !keys.under(process + ".train").isEmpty())
            .findFirst()
            .orElse("");
    if (NO_TRAINING.contains(job) || chosen.isEmpty()) {
      throw new UserError(
          file.path() + " is an ai-toolkit job that trains nothing (job: " + job + ")",
          "name the config of a training");
    }
    keys.key("job").mappedAs("a training");
    for (String process : processes) {
      if (!process.equals(chosen)) {
        String other = "another process of the job: lorabake takes " + chosen + " alone";
        keys.under(process).forEach(key -> key.dropped(other));
      }
    }
    shorten(keys, chosen + ".", "");
    shorten(keys, "config.", "job.");
    for (Key key : keys.unaccounted()) {
      if (String.valueOf(key.value()).contains("${")) {
        key.question("ai-toolkit puts a variable of the environment there: write its value");
      }
    }
    return keys;
  }

  private static void shorten(KeyView keys, String prefix, String with) {
    for (Key key : keys.under(prefix.substring(0, prefix.length() - 1))) {
      boolean ofProcess = key.name().startsWith(PROCESS + "[");
      if (key.name().startsWith(prefix) && (!ofProcess || !with.equals("job."))) {
        keys.rename(key.name(), with + key.name().substring(prefix.length()));
      }
    }
  }

  private static List<SourceKey> tree(ForeignFile file) {
    if (!file.isWhole()) {
      throw new UserError(
          file.path() + " is too long for a job: " + file.length() + " bytes",
          "name the config of one job");
    }
    if (file.json().isPresent()) {
      return JsonSource.of(file)
          .orElseThrow(() ->
              new UserError(
                  file.path() + " is no ai-toolkit job: it is no map", "name the config of a job"))
          .keys();
    }
    YamlTree.Read read = YamlTree.read(file.text(), file.path());
    return SourceTree.keys(read.root(), "", read.places()::get);
  }
}
