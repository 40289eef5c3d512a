package dev.lorabake.tui;

import dev.lorabake.tui.home.HomeScreen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Somebody who goes through every screen of a project, and looks at each of them. */
public final class Tour {
  private static final Key.Name ENTER = Key.Name.ENTER;

  private final DemoProject project;
  private final Map<String, App> seen = new LinkedHashMap<>();

  private Tour(DemoProject project) {
    this.project = project;
  }

  /** All that was seen, by name. */
  public static Map<String, App> of(DemoProject project) throws InterruptedException {
    Tour tour = new Tour(project);
    tour.wizard();
    tour.setUp();
    tour.dataset();
    tour.runs();
    tour.queue();
    return tour.seen;
  }

  private Desk home() {
    return new Desk(
        project.world(),
        HomeScreen.start(),
        effect -> effect.getClass().getSimpleName().equals("FollowLog")); // never ends by itself
  }

  private Desk look(String name, Desk desk) {
    seen.put(name, desk.app());
    return desk;
  }

  private void wizard() {
    Desk desk = look("home", home());
    look("home-help", home().type("?"));
    look("wizard-base", desk.type("n"));
    look("wizard-purpose", desk.press(ENTER));
    desk.press(ENTER).type("models/");
    look("wizard-file", desk.press(Key.Name.TAB));
    look("wizard-images", desk.press(ENTER).type("pics " + project.word()).press(ENTER));
    look("wizard-name", desk.press(ENTER).type("-2"));
    look("wizard-card", desk.press(ENTER).type("3060"));
    look("wizard-review", desk.press(ENTER));
    look("wizard-help", desk.press(Key.Name.F1));
  }

  private void setUp() {
    Desk desk = home().press(ENTER);
    desk.type("g").type("3060 12").press(ENTER);
    look("set-up", desk);
    look("set-up-help", desk.type("?"));
    desk.press(Key.Name.ESCAPE).type("/network_alpha").press(ENTER, ENTER);
    desk.press(Key.ctrl('u')).type("64");
    look("set-up-typed", desk);
    look("set-up-mistake", desk.press(ENTER));
    look("set-up-search", desk.type("/dim"));
    desk.press(Key.Name.ESCAPE).type("/optimizer_type").press(ENTER, ENTER);
    look("set-up-choice", desk);
    desk.press(Key.Name.ESCAPE).type("/image_dir").press(ENTER, ENTER);
    desk.press(Key.ctrl('u')).type("pics " + project.word() + "/" + project.word());
    look("set-up-path", desk.press(Key.Name.TAB).press(Key.Name.TAB));
    desk.press(Key.Name.ESCAPE);
    look("set-up-card", desk.type("g4090")).press(Key.Name.ESCAPE);
    look("set-up-leaving", desk.press(Key.Name.ESCAPE).press(Key.Name.ESCAPE));
    for (String option :
        List.of("vae", "lr_scheduler", "sample_prompts", "save_state", "logging_dir")) {
      Desk other = home().press(ENTER).type("/" + option).press(ENTER);
      look("set-up-" + option, other);
      other.press(Key.Name.DOWN, Key.Name.TAB);
      look("set-up-tab-" + option, other);
    }
  }

  private void dataset() {
    Desk desk = look("dataset", home().type("d"));
    look("dataset-image", desk.press(Key.Name.DOWN, Key.Name.DOWN));
    look("dataset-enlarged", desk.press(ENTER)).press(Key.Name.ESCAPE);
    look("dataset-search", desk.type("/sofa")).press(ENTER).press(Key.Name.ESCAPE);
    look("dataset-buckets", desk.press(Key.Name.TAB));
    look("dataset-problems", desk.press(Key.Name.TAB));
    look("dataset-help", desk.type("?"));
  }

  private void runs() throws InterruptedException {
    Desk desk = look("runs", home().type("r"));
    look("runs-help", desk.type("?")).press(Key.Name.ESCAPE);
    look("runs-copy", desk.type("n")).press(Key.Name.ESCAPE);
    desk.type(" j c");
    look("compare", desk);
    look("compare-raw", desk.type("c")).press(Key.Name.ESCAPE);
    look("training", desk.press(ENTER));
    look("training-raw", desk.type("c"));
    look("training-help", desk.type("?")).press(Key.Name.ESCAPE);
    look("pictures", desk.type("P")).press(Key.Name.ESCAPE);
    log(desk.type("L"));
    Desk failed = home().type("r").press(ENTER);
    look("training-failed", failed);
  }

  /** What the trainer wrote, which is followed until the screen is left. */
  private void log(Desk desk) throws InterruptedException {
    Screen screen = desk.screen();
    BlockingQueue<Msg> told = new LinkedBlockingQueue<>();
    Thread reader =
        Thread.ofVirtual()
            .start(() -> {
              try {
                screen.opening().getFirst().perform(project.world(), told::add);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    desk.tell(told.take());
    look("log", desk);
    look("log-search", desk.type("/saving"));
    look("log-found", desk.press(ENTER));
    desk.press(Key.Name.ESCAPE);
    desk.press(Key.Name.ESCAPE);
    reader.join();
  }

  private void queue() {
    Desk desk = look("queue", home().type("Q"));
    look("queue-asked", desk.type("x"));
    look("queue-cancelled", desk.type("y"));
    look("queue-paused", desk.type("p"));
    look("queue-help", desk.type("?"));
  }
}
