package dev.lorabake.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Hears Ctrl-C and other signals, which otherwise would end the program without a question. */
final class Interrupts {
  private Interrupts() {}

  /** Lets Ctrl-C end the program again. */
  static void endOnInterrupt() {
    endOn("INT");
  }

  /** Lets a signal end the program again. */
  static void endOn(String name) {
    try {
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ending = handler.getField("SIG_DFL").get(null);
      handle(name, Class.forName("sun.misc.Signal"), handler, ending);
    } catch (ClassNotFoundException
        | NoSuchFieldException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      return; // it was never heard either
    }
  }

  private static void handle(String name, Class<?> signal, Class<?> handler, Object answer)
      throws NoSuchMethodException,
          InstantiationException,
          IllegalAccessException,
          InvocationTargetException {
    signal
        .getMethod("handle", signal, handler)
        .invoke(null, signal.getConstructor(String.class).newInstance(name), answer);
  }

  /**
   * Runs the action on the signal's own thread, each time.
   *
   * @return false where signals cannot be heard: then Ctrl-C ends the program as ever
   */
  static boolean onInterrupt(Runnable action) {
    return on("INT", action);
  }

  /**
   * The same for another signal.
   *
   * @param name without its SIG
   */
  static boolean on(String name, Runnable action) {
    // sun.misc.Signal is the only way; by reflection, since javac warns of it and cannot be told
    // not to
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object heard =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, _) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      handle(name, signal, handler, heard);
      return true;
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      return false; // a JVM without the class, or started with -Xrs
    }
  }
}
