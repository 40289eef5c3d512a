/**
 * Command lines of sd-scripts, and scripts of POSIX shells, the Windows prompt and PowerShell that
 * hold one. They are read, never run: what a script sets plainly is filled in, all else is asked.
 */
@NullMarked
package dev.lorabake.foreign.command;

import org.jspecify.annotations.NullMarked;
