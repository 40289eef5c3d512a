/**
 * Settings of other tools, read as recipes and written back: each key of theirs is accounted for. A
 * sub-package a tool; what they share stands here.
 */
@NullMarked
package dev.lorabake.foreign;

import org.jspecify.annotations.NullMarked;
