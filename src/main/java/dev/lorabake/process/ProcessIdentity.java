package dev.lorabake.process;

/**
 * Who a process is, beyond its number: a number alone is given to somebody else in time.
 *
 * @param bootId {@code /proc/sys/kernel/random/boot_id} of the machine's uptime that it belongs to;
 *     empty where there is none
 * @param startTicks field 22 of {@code /proc/PID/stat}; elsewhere than on Linux the moment of the
 *     start in milliseconds since 1970
 */
public record ProcessIdentity(String bootId, long pid, long startTicks) {}
