package dev.lorabake.plan;

import dev.lorabake.dataset.ImageFile;
import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.recipe.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Gathers the files of one folder by what is the matter with them. */
final class FileProblems {
  private final String folder;
  private final long images;
  private final @Nullable Place at;
  private final Map<Kind, Gathered> gathered = new EnumMap<>(Kind.class);

  FileProblems(String folder, long images, @Nullable Place at) {
    this.folder = folder;
    this.images = images;
    this.at = at;
  }

  private static final class Gathered {
    private final List<String> names = new ArrayList<>();
    private final String detail;
    private long count;

    Gathered(String detail) {
      this.detail = detail;
    }
  }

  void add(Kind kind, String name) {
    add(kind, name, "");
  }

  /** The detail of the first file of a kind is kept. */
  void add(Kind kind, String name, String detail) {
    Gathered own = gathered.computeIfAbsent(kind, any -> new Gathered(detail));
    if (own.names.size() < FileProblem.MOST_NAMES) {
      own.names.add(name);
    }
    own.count++;
  }

  void addAll(Kind kind, List<ImageFile> files, Predicate<ImageFile> affected) {
    for (ImageFile file : files) {
      if (affected.test(file)) {
        add(kind, file.name());
      }
    }
  }

  boolean has(Kind kind) {
    return gathered.containsKey(kind);
  }

  void into(List<FileProblem> all) {
    gathered.forEach((kind, own) -> {
      FileProblem problem =
          new FileProblem(
              kind,
              folder,
              List.copyOf(own.names.subList(0, Math.min(FileProblem.NAMED, own.names.size()))),
              List.copyOf(own.names),
              own.count,
              images,
              own.detail,
              at);
      if (!all.contains(problem)) {
        all.add(problem);
      }
    });
  }
}
