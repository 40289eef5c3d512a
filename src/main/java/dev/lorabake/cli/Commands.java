package dev.lorabake.cli;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, handing each its surroundings. */
final class Commands implements IFactory {
  private final Surroundings surroundings;
  private final Output output;

  Commands(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 2
          && constructor.getParameterTypes()[0] == Surroundings.class) {
        try {
          return type.cast(constructor.newInstance(surroundings, output));
        } catch (InvocationTargetException e) {
          throw new IllegalStateException(e.getCause());
        }
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
