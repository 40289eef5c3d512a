package dev.lorabake.foreign.aitoolkit;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import java.util.List;

/** The name, where the LoRA goes, how often it is saved, what it says of itself, and the log. */
final class Saving {
  /** Words of the job to options; two may come to one. */
  private static final List<List<String>> META =
      List.of(
          List.of("meta.name", "metadata_title"),
          List.of("meta.description", "metadata_description"),
          List.of("meta.author", "metadata_author"),
          List.of("meta.creator.name", "metadata_author"),
          List.of("meta.license", "metadata_license"));

  private final Job job;
  private final Mapping to;
  private final Draft.Table train;

  private Saving(Job job) {
    this.job = job;
    this.to = job.to();
    this.train = to.draft().train();
  }

  static void map(Job job) {
    Saving saving = new Saving(job);
    saving.place();
    saving.saves();
    saving.hub();
    saving.log();
    saving.meta();
  }

  private void place() {
    Key name = job.key("job.name");
    Key own = job.key("name");
    String word = word();
    to.draft().name(word, name.place());
    name.mapped("name");
    own.mapped("name");
    Key folder = job.own("training_folder");
    String path = job.named(folder.text().orElse("output")).replace('\\', '/');
    to.setOrAdd(folder, "output_dir", path + "/" + word, Job.OWN);
    if (path.matches("[A-Za-z]:/.*")) {
      folder.question(
          "a Windows path: say where the LoRA should go on this machine", "train.output_dir");
    }
    Key other = job.key("job.training_folder");
    if (job.key("training_folder").says() && other.says()) {
      other.dropped("the process says another");
    }
  }

  /** The job's name, as a file may have it. */
  private String word() {
    Key own = job.key("name");
    Key name = own.says() ? own : job.key("job.name");
    return name.text().orElse("lora").replaceAll("[/\\\\]", "_");
  }

  private void saves() {
    Key every = job.key("save.save_every");
    long steps = job.steps(every.number(1000));
    to.setOrAdd(every, "save_every_n_steps", steps, Job.OWN);
    Key keep = job.key("save.max_step_saves_to_keep");
    long count = Math.max(1, keep.whole(5));
    long last = Math.max(1, (count - 1) * steps);
    if (keep.says()) {
      to.setAs(keep, "as the steps that they span", "save_last_n_steps", last);
    } else {
      to.add("save_last_n_steps", last, Job.OWN + ": 5 files");
    }
  }

  private void hub() {
    Key push = job.key("save.push_to_hub");
    Key repository = job.key("save.hf_repo_id");
    Key hidden = job.key("save.hf_private");
    if (!push.flag(false)) {
      push.unset();
      repository.unset();
      hidden.unset();
      return;
    }
    push.mapped("train.huggingface_repo_id");
    if (repository.says()) {
      to.set(repository, "huggingface_repo_id", repository.text().orElse(""));
      train.set("huggingface_repo_type", "model", repository.place());
      train.set("huggingface_path_in_repo", word(), repository.place());
      repository.mapped("train.huggingface_path_in_repo", "train.huggingface_repo_type");
      to.setOrAdd(
          hidden,
          "huggingface_repo_visibility",
          hidden.flag(false) ? "private" : "public",
          Job.OWN);
    } else {
      repository.unset();
      hidden.unset();
      push.question("it names no repository: say one", "train.huggingface_repo_id");
    }
  }

  private void log() {
    Key folder = job.own("log_dir");
    Key wandb = job.key("logging.use_wandb");
    if (folder.says()) {
      to.set(folder, "logging_dir", job.named(folder.text().orElse("")));
      train.set("log_with", "tensorboard", folder.place());
      folder.mapped("train.log_with");
    } else {
      folder.unset();
    }
    if (!wandb.flag(false)) {
      List.of("logging.use_wandb", "logging.project_name", "logging.run_name")
          .forEach(name -> job.key(name).unset());
      return;
    }
    to.set(wandb, "log_with", folder.says() ? "all" : "wandb");
    Key project = job.key("logging.project_name");
    to.setOrAdd(project, "log_tracker_name", project.text().orElse("ai-toolkit"), Job.OWN);
    Key run = job.key("logging.run_name");
    if (run.says()) {
      to.set(run, "wandb_run_name", job.named(run.text().orElse("")));
    }
  }

  private void meta() {
    for (List<String> pair : META) {
      Key key = job.key(pair.getFirst());
      if (key.says() && !(key.value() instanceof List<?>)) {
        to.set(key, pair.getLast(), job.named(key.text().orElse("")));
      }
    }
    Key words = job.key("meta.trigger_words");
    if (words.says() && !job.key("trigger_word").says()) {
      String joined = String.join(", ", words.list().stream().map(String::valueOf).toList());
      to.set(words, "metadata_trigger_phrase", joined);
    }
  }
}
