"""Keeps one training: starts it, outlives whoever asked for it, and writes down how it ended.

    keeper.py RUN_DIR [--cwd DIR] [--also-lock FILE]... [--telemetry SECONDS [--devices LIST]]
              [--attendant FILE] [--lifeline PID:TICKS] -- PROGRAM [ARGUMENT]...

The call returns once the program runs (exit 0) or cannot (exit 1); either way it prints one JSON
object: {"started": true, "pid": ...} or {"error": text, "kind": name}. The keeping itself goes on in
a session of its own that owns no terminal and no pipe. In RUN_DIR it leaves

    lock          held by an operating system lock for as long as the keeper lives
    record.json   boot id, pids and start ticks: who is who, whatever happens to anybody
    trainer.log   every byte that the program wrote, standard error included
    exit.json     how it ended, once nothing of it is left running
    keeper.log    trouble of the keeper itself; empty as a rule

and with --telemetry, telemetry.py beside it leaves telemetry.csv there, where there is an nvidia-smi.
LIST says which GPUs the program uses, as CUDA_VISIBLE_DEVICES would.

With --attendant, somebody is called when the program has ended: the JSON object in FILE has "argv",
a program with its arguments, and "cwd". It is started with RUN_DIR behind these, in a session of
its own, its output in RUN_DIR/attendant.log. Whatever goes wrong with it, the keeping is not
touched.

Where "policy" in FILE has a "grace" in seconds, SIGTERM and SIGUSR1 announce the end of the machine.
They are written down as RUN_DIR/stop-requested, for a supervisor to stop the program at a save; where
none is there, the attendant is called to be one. The keeper ends the program in time, whoever does
what, and has written exit.json when the grace is over. A second signal is the end at once. Without a
grace SIGTERM is passed on, and SIGUSR1 left alone.

With --lifeline, the program is only there for somebody: the process PID that started at TICKS. Once
that is gone the program is ended, and exit.json says that it was abandoned. Linux only.

Standard library only, Python 3.9 and later. Linux is served fully. macOS has no subreaper: processes
that leave the program's process group are not waited for. Windows has neither groups nor SIGTERM:
the lock, the log, the record and the exit code work, stopping is left to the caller.
"""

import ctypes
import errno
import json
import os
import select
import signal
import subprocess
import sys
import time
from datetime import datetime, timezone

WINDOWS = os.name == "nt"
LINUX = sys.platform == "linux"
LOCK_PATIENCE = 3.0  # seconds; whoever looks whether the lock is held takes it for a moment
STRAGGLER_GRACE = 30.0  # seconds for children that outlive a program which ended by itself
KILL_GRACE = 10.0  # seconds between SIGTERM and SIGKILL for them
RESERVE = 4096  # bytes set aside at the start, so that a full disk cannot swallow the outcome
LIFELINE_LOOK = 1.0  # seconds between two looks at who holds the lifeline
FIRST_LOOK = 3.0  # seconds that the trainer waits for a look at the GPUs without it, at the most
PRIVATE = 0o600
ONE_NOTICE = 2.0  # seconds; who signals every process of a job is heard more than once
LATE_NOTICE = 1.0  # seconds that an unclean end waits for a signal that may have caused it
SUPERVISION = 2.0  # seconds between looks whether somebody uses the grace
MOST_CALLS = 3  # of attendants, in a grace
DETACHED = 0x00000008 | 0x00000200  # DETACHED_PROCESS, CREATE_NEW_PROCESS_GROUP
BREAKAWAY_FROM_JOB = 0x01000000


class Refused(Exception):
    """The program was not started; `kind` says why in one word for programs."""

    def __init__(self, kind, text):
        super().__init__(text)
        self.kind = kind


# --- files ---------------------------------------------------------------------------------------


def open_private(path, flags):
    """Opens without following a link, readable by the owner only."""
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, PRIVATE)


def sync_folder(folder):
    if not WINDOWS:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError:
            pass  # some file systems of containers cannot; the rename is whole all the same
        finally:
            os.close(handle)


class DurableFile:
    """A file that is there whole or not at all; its space is taken when it is made."""

    def __init__(self, folder, name):
        self.folder = folder
        self.path = os.path.join(folder, name)
        self.draft = self.path + ".draft"
        if os.path.lexists(self.draft):
            os.unlink(self.draft)
        self.handle = open_private(self.draft, os.O_RDWR | os.O_CREAT | os.O_EXCL)
        os.write(self.handle, b" " * RESERVE)
        os.fsync(self.handle)

    def publish(self, value, patience=0.0):
        """Puts the value in place; a disk in trouble is asked again for `patience` seconds."""
        text = json.dumps(value, ensure_ascii=True, indent=1).encode("ascii")
        text = text.ljust(RESERVE - 1) + b"\n"
        give_up = time.monotonic() + patience
        while True:
            try:
                os.lseek(self.handle, 0, os.SEEK_SET)
                written = 0
                while written < len(text):
                    written += os.write(self.handle, text[written:])
                os.fsync(self.handle)
                break
            except OSError:
                if time.monotonic() > give_up:
                    raise
                time.sleep(1)
        os.close(self.handle)
        os.replace(self.draft, self.path)
        sync_folder(self.folder)

    def drop(self):
        """Gives the room back; nothing was to be said."""
        os.close(self.handle)
        os.unlink(self.draft)


def take_lock(path, kind):
    """Takes a lock that Java's FileChannel.tryLock sees too; the handle stays open for life."""
    try:
        handle = open_private(path, os.O_RDWR | os.O_CREAT)
    except OSError as e:
        raise Refused("io", "cannot open the lock %s: %s" % (path, e.strerror))
    give_up = time.monotonic() + LOCK_PATIENCE
    while True:
        try:
            if WINDOWS:
                import msvcrt

                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        except OSError as e:
            if e.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
                raise Refused("io", "cannot lock %s: %s" % (path, e.strerror))
            if time.monotonic() > give_up:
                raise Refused(kind, "%s is held by %s" % (path, owner(path)))
            time.sleep(0.05)


def owner(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(RESERVE).strip() or "another keeper"
    except OSError:
        return "another keeper"


def name_owner(handle, run_dir):
    """Writes into a lock shared between runs whose it is, for the message of the next one."""
    if not WINDOWS:
        os.ftruncate(handle, 0)
        os.write(handle, (run_dir + "\n").encode("utf-8", "surrogateescape"))


# --- processes -----------------------------------------------------------------------------------


def boot_id():
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read().strip()
    except OSError:
        return ""


def start_ticks(pid):
    """Field 22 of /proc/PID/stat; elsewhere now, in milliseconds since 1970."""
    try:
        with open("/proc/%d/stat" % pid, "rb") as file:
            return int(file.read().rpartition(b")")[2].split()[19])
    except OSError:
        return int(time.time() * 1000)


def is_there(pid, ticks):
    """Whether that very process lives; a zombie does not. True where it cannot be told."""
    if not LINUX:
        return True
    try:
        with open("/proc/%d/stat" % pid, "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
        return fields[0] not in (b"Z", b"X") and int(fields[19]) == ticks
    except (FileNotFoundError, ProcessLookupError):
        return False
    except OSError:
        return True


def now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def become_subreaper():
    """Grandchildren whose parent dies become ours, so that none is lost; Linux only."""
    try:
        ctypes.CDLL(None, use_errno=True).prctl(36, 1, 0, 0, 0)
    except (OSError, AttributeError, TypeError):
        pass


class Program:
    """The program and everything that it started.

    It is made before it may begin: nothing of it has run when the record says who it is, so that a
    keeper killed between the two leaves no trainer that nobody knows of.
    """

    def __init__(self, argv, cwd, environment, log, umask):
        self.status = None
        self.others = []
        self.heirs = {}
        self.forwarded = []
        self.over = False
        self.abandoned = False
        self.attendants = set()
        self.preemption = None
        self.waking = None
        self.popen = None
        if WINDOWS:
            self.popen = subprocess.Popen(
                argv,
                cwd=cwd,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                creationflags=subprocess.CREATE_NEW_PROCESS_GROUP,
            )
            self.pid = self.popen.pid
            return
        gate, self.gate = os.pipe()
        self.trouble, trouble = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.gate)
            at_the_gate(gate, trouble, argv, cwd, environment, log, umask)
        os.close(gate)
        os.close(trouble)

    def go(self):
        """Lets it begin; raises what keeps it from that."""
        if WINDOWS:
            return
        os.write(self.gate, b"g")
        os.close(self.gate)
        with os.fdopen(self.trouble, "rb") as trouble:
            number = trouble.read()  # ends when the program has taken the place of our child
        if number:
            os.waitpid(self.pid, 0)
            raise OSError(int(number), os.strerror(int(number)))

    def pass_on(self, number, _frame=None):
        self.forwarded.append(number)
        self.signal(number)

    def signal(self, number):
        if self.over:
            return  # who is a child now is called to attend to the end
        try:
            os.killpg(self.pid, number)
        except (ProcessLookupError, PermissionError):
            pass
        if number == signal.SIGKILL or self.status is not None:
            for child in set(children()) - self.attendants:
                try:
                    os.kill(child, number)
                except ProcessLookupError:
                    pass

    def end_without(self, holder):
        """Ends it, all of it and with force at last, once that process is gone."""
        while not self.over and is_there(*holder):
            time.sleep(LIFELINE_LOOK)
        self.abandoned = not self.over
        began = time.monotonic()
        while not self.over:
            forcibly = time.monotonic() - began > KILL_GRACE
            self.signal(signal.SIGKILL if forcibly else signal.SIGTERM)
            time.sleep(LIFELINE_LOOK)

    def group_is_empty(self):
        try:
            os.killpg(self.pid, 0)
            return False
        except ProcessLookupError:
            return True
        except PermissionError:  # macOS: only a zombie is left
            return True

    def signal_everyone(self, number):
        """Those in sessions of their own as well: torch elastic gives its workers such."""
        found = list(set(children()) - self.attendants)
        for pid in found:  # grows as it goes
            found.extend(child for child in children(pid) if child not in found)
        self.signal(number)
        for pid in found:
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                pass

    def nothing_is_left(self, reaped):
        """Attendants are our children too, and outlive us."""
        if reaped is not None:
            left = set(children())
            if not self.attendants or left - self.attendants or (not left and LINUX):
                return False
        return self.group_is_empty()

    def reap(self, options=0):
        """Waits for one child: its pid, 0 when none has ended, None when there is none."""
        try:
            pid, status = os.waitpid(-1, options)
        except ChildProcessError:
            return None
        if pid == self.pid:
            self.status = status
        elif pid in self.attendants:
            self.attendants.discard(pid)
        elif pid:
            if pid in self.heirs:
                self.heirs[pid] = status
            self.others.append(dict(pid=pid, **outcome(status)))
            del self.others[:-20]
        return pid

    def legacy(self):
        """How those ended that a program which a signal ended had left; None where it left none."""
        if not self.heirs:
            return None
        unclean = [status for status in self.heirs.values() if status != 0]
        first = unclean[0] if unclean else 0
        return dict(
            {"code": None, "signal": None} if first is None else outcome(first),
            count=len(self.heirs),
            clean=len(self.heirs) - len(unclean),
        )

    def wait(self):
        """Returns the outcome of the program once nothing of it is left."""
        if WINDOWS:
            return {"code": self.popen.wait(), "signal": None, "stragglers": None}
        while self.status is None and not self.is_given_up():
            reaped = self.reap(os.WNOHANG)
            if reaped is None:
                break
            if not reaped:
                self.pause(None)
        if self.status is not None and os.WIFSIGNALED(self.status):
            # its children became ours before we learnt of its end, also those that had ended; but
            # one that is slow to die may have learnt of theirs itself, and that is lost with it
            self.heirs = dict.fromkeys(set(children()) - self.attendants)
        # A launcher that a signal ended leaves a trainer that trains on, for hours if need be: only
        # the children of a program which ended by itself have outlived their use.
        bounded = self.status is not None and os.WIFEXITED(self.status)
        stragglers = None
        began = time.monotonic()
        while True:
            reaped = self.reap(os.WNOHANG)
            if not reaped and self.nothing_is_left(reaped):
                self.over = True
                self.await_late_notice()
                return dict(outcome(self.status), stragglers=stragglers, heirs=self.legacy())
            if self.is_given_up():
                return dict(outcome(self.status), stragglers="left", heirs=self.legacy())
            if reaped:
                continue
            waited = time.monotonic() - began
            if bounded and stragglers is None and waited > STRAGGLER_GRACE:
                stragglers = "terminated"
                self.signal(signal.SIGTERM)
            elif stragglers == "terminated" and waited > STRAGGLER_GRACE + KILL_GRACE:
                stragglers = "killed"
                self.signal(signal.SIGKILL)
            self.pause(0.1 if waited < 60 else 1)

    def pause(self, seconds):
        """Until a signal comes, that of a child's end among them, or something is due."""
        due = self.preemption.act(self) if self.preemption else None
        if due is not None:
            seconds = due if seconds is None else min(due, seconds)
        self.waking.wait(seconds)

    def is_given_up(self):
        return self.preemption is not None and self.preemption.is_over()

    def await_late_notice(self):
        """Slurm and others signal every process of a job: the program may end before we hear."""
        if self.preemption is None:
            return
        if self.status != 0 and not self.preemption.signals:
            self.waking.wait(LATE_NOTICE)
        self.preemption.act(self)


class Waking:
    """Sleeps until a signal comes; none is missed between a look and the sleep."""

    def __init__(self):
        self.read, write = os.pipe()
        for handle in (self.read, write):
            os.set_blocking(handle, False)
        signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, nothing)

    def wait(self, seconds):
        if select.select([self.read], [], [], seconds)[0]:
            try:
                while os.read(self.read, 4096):
                    pass
            except BlockingIOError:
                pass


def nothing(_number=None, _frame=None):
    """A handler, unlike "ignore", is not inherited by the program."""


def at_the_gate(gate, trouble, argv, cwd, environment, log, umask):
    """Becomes the program once the keeper says so; never returns. Without a keeper it ends."""
    try:
        os.setsid()
        if not os.read(gate, 1):
            os._exit(127)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for handle, number in ((nothing, 0), (log, 1), (log, 2)):
            os.dup2(handle, number)
        for number in (signal.SIGPIPE, signal.SIGXFSZ):  # ignored by Python, by no other program
            signal.signal(number, signal.SIG_DFL)
        # who announces an end to every process of a job must not end the trainer with it
        signal.signal(signal.SIGUSR1, signal.SIG_IGN)
        os.umask(umask)
        os.chdir(cwd)
        os.execvpe(argv[0], argv, environment)
    except OSError as e:
        os.write(trouble, b"%d" % e.errno)
    finally:
        os._exit(127)


def children(pid=None):
    """Of a process; ours without: as subreaper, the orphans of the program are among them."""
    pid = pid or os.getpid()
    try:
        with open("/proc/%d/task/%d/children" % (pid, pid), encoding="ascii") as file:
            return [int(pid) for pid in file.read().split()]
    except OSError:
        return []


def outcome(status):
    if status is None:  # given up: the kernel holds it
        return {"code": None, "signal": signal.SIGKILL}
    if os.WIFSIGNALED(status):
        return {"code": None, "signal": os.WTERMSIG(status)}
    return {"code": os.WEXITSTATUS(status), "signal": None}


# --- attendant -----------------------------------------------------------------------------------


class Attendant:
    """Who is called when something happens to the run that nobody else may be there to see."""

    def __init__(self, run_dir, file):
        self.run_dir = run_dir
        self.file = file
        self.called = set()

    def call(self, event, program):
        """Starts it, once for each event; never raises: what the keeper does is more important."""
        if event in self.called:
            return
        self.called.add(event)
        try:
            program.attendants.add(self.start())
        except Exception as e:  # an unreadable file, a program that is gone, no room, no memory
            sys.stderr.write("the attendant cannot be started: %r\n" % e)

    def order(self):
        with os.fdopen(open_private(self.file, os.O_RDONLY), encoding="utf-8") as file:
            return json.load(file)

    def grace(self):
        """Seconds; None where the policy has none, or cannot be read."""
        try:
            grace = self.order()["policy"]["grace"]
            return float(grace) if grace and float(grace) > 0 else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def start(self):
        order = self.order()
        cwd = order.get("cwd")
        environment = dict(os.environ)
        environment.pop("LORABAKE_RUN", None)  # it is no process of the run
        environment["LORABAKE_ATTENDANT"] = self.run_dir  # though a child of its keeper
        log = open_private(
            os.path.join(self.run_dir, "attendant.log"), os.O_WRONLY | os.O_CREAT | os.O_APPEND
        )
        try:
            return start_apart(
                [str(word) for word in order["argv"]] + [self.run_dir],
                cwd=cwd if cwd and os.path.isdir(cwd) else self.run_dir,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            ).pid
        finally:
            os.close(log)


# --- preemption ----------------------------------------------------------------------------------


class Preemption:
    """The machine is about to be taken away: what is done in the time that is left."""

    def __init__(self, run_dir, grace, attendant):
        self.run_dir = run_dir
        self.grace = grace
        self.attendant = attendant
        self.signals = []
        self.wish = DurableFile(run_dir, "stop-requested")
        self.ended = None
        self.calls = 0
        self.next_look = 0.0

    def notice(self, number, _frame=None):
        """A signal came; what follows from it is done by `act`."""
        self.signals.append((number, time.monotonic()))

    def began(self):
        return self.signals[0][1]

    def end_at(self):
        """When the program is ended at the latest, so that it has time to go."""
        return self.again() or self.began() + self.grace - min(8.0, 0.4 * self.grace)

    def kill_at(self):
        latest = self.began() + self.grace - min(3.0, 0.2 * self.grace)
        again = self.again()
        return min(latest, again + KILL_GRACE) if again else latest

    def give_up_at(self):
        return self.began() + self.grace - min(1.0, 0.1 * self.grace)

    def again(self):
        """When a second one came; one on the heels of the first is the same notice."""
        for _, at in self.signals:
            if at - self.began() > ONE_NOTICE:
                return at
        return None

    def is_over(self):
        """Whether the outcome is to be written now, though something is left in spite of SIGKILL."""
        return self.ended == "killed" and time.monotonic() >= self.give_up_at()

    def act(self, program):
        """Does what is due; seconds until more is, None where nothing is to come."""
        if not self.signals:
            return None
        now = time.monotonic()
        if self.wish:
            self.write_down()
        if now >= self.kill_at():
            self.ended = "killed"
            program.signal_everyone(signal.SIGKILL)  # again and again: some may have been born late
            return 0.1
        if now >= self.end_at():
            if self.ended is None and not program.over:
                self.ended = "terminated"
                program.signal_everyone(signal.SIGTERM)
            return max(0.0, min(0.1, self.kill_at() - now))
        if now >= self.next_look:
            self.see_to_supervision(program)
            self.next_look = now + SUPERVISION
        return max(0.0, min(self.end_at(), self.next_look) - now)

    def see_to_supervision(self, program):
        """Calls the attendant where nobody else is there to stop the program at a save."""
        if program.over or program.attendants or self.calls == MOST_CALLS:
            return
        if not is_locked(os.path.join(self.run_dir, "supervisor.lock")):
            self.calls += 1
            self.attendant.call("preempted %d" % self.calls, program)

    def write_down(self):
        """Leaves a wish to end at once, which may be somebody's answer to the same news."""
        wish, self.wish = self.wish, None
        try:
            if wished(wish.path) in (None, "after-checkpoint"):
                number = self.signals[0][0]
                wish.publish(
                    {
                        "version": 1,
                        "mode": "preempted",
                        "at": now(),
                        "signal": int(number),
                        "grace_seconds": self.grace,
                        "boot_id": boot_id(),
                        "end_at_seconds": self.end_at(),
                        "ending": None,
                    }
                )
            else:
                wish.drop()
        except OSError as e:  # it is ended in time all the same, and exit.json says why
            sys.stderr.write("the preemption cannot be written down: %s\n" % e.strerror)

    def facts(self):
        """For exit.json."""
        if self.wish:
            self.wish.drop()
        if not self.signals:
            return None
        return {
            "signal": int(self.signals[0][0]),
            "grace_seconds": self.grace,
            "again": self.again() is not None,
            "ended": self.ended,
        }


def wished(path):
    """The mode of a wish to stop, None where there is none; one made by hand means now."""
    try:
        handle = open_private(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    except OSError:
        return "now"
    try:
        with os.fdopen(handle, encoding="utf-8") as file:
            return json.load(file)["mode"]
    except (OSError, ValueError, KeyError, TypeError):
        return "now"


def is_locked(path):
    """Whether a process holds that lock; looking is taking it for a moment."""
    import fcntl

    try:
        handle = open_private(path, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return False
    except OSError:
        return True
    finally:
        os.close(handle)


def left_alone(number, _frame=None):
    sys.stderr.write("signal %d was left alone: no grace was asked for\n" % number)
    sys.stderr.flush()


# --- keeping -------------------------------------------------------------------------------------


def default_signals():
    """Undoes ignored signals: who is started with `&` by a script inherits a deaf SIGINT."""
    if WINDOWS:
        return
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    for number in signal.valid_signals():
        try:
            if signal.getsignal(number) == signal.SIG_IGN:
                signal.signal(number, signal.SIG_DFL)
        except (OSError, ValueError):
            pass


def hand_nothing_down():
    """The program is given the three usual handles, and none that the keeper was given to hold."""
    for handle in range(3, 64):
        try:
            os.set_inheritable(handle, False)
        except OSError:
            pass  # not open


def keep(run_dir, cwd, also_lock, argv, answer, attendant=None, holder=None):
    umask = os.umask(0o077)
    default_signals()
    hand_nothing_down()
    locks = [take_lock(os.path.join(run_dir, "lock"), "locked")]
    for path in also_lock:
        locks.append(take_lock(path, "output-locked"))
        name_owner(locks[-1], run_dir)
    for name in ("record.json", "exit.json"):
        if os.path.lexists(os.path.join(run_dir, name)):
            raise Refused("used", "%s was used before: it has a %s" % (run_dir, name))
    log = open_private(
        os.path.join(run_dir, "trainer.log"), os.O_WRONLY | os.O_CREAT | os.O_APPEND
    )
    record = DurableFile(run_dir, "record.json")
    ending = DurableFile(run_dir, "exit.json")
    become_subreaper()
    grace = attendant.grace() if attendant and not WINDOWS else None
    preemption = Preemption(run_dir, grace, attendant) if grace else None
    if not WINDOWS:
        signal.signal(signal.SIGHUP, nothing)
        signal.signal(signal.SIGUSR1, nothing)
    environment = dict(os.environ, LORABAKE_RUN=run_dir)
    began, began_at = time.monotonic(), now()
    try:
        program = Program(argv, cwd, environment, log, umask)
    except OSError as e:
        raise cannot_start(argv, e, ending)
    finally:
        os.close(log)
    if not WINDOWS:
        program.preemption = preemption
        program.waking = Waking()
        signal.signal(signal.SIGINT, program.pass_on)
        signal.signal(signal.SIGTERM, preemption.notice if preemption else program.pass_on)
        signal.signal(signal.SIGUSR1, preemption.notice if preemption else left_alone)
    try:
        trainer = {"pid": program.pid, "pgid": program.pid, "start_ticks": start_ticks(program.pid)}
        record.publish(
            {
                "version": 1,
                "boot_id": boot_id(),
                "keeper": {"pid": os.getpid(), "start_ticks": start_ticks(os.getpid())},
                "trainer": trainer,
                "started": began_at,
                "cwd": cwd,
                "argv": argv,
            }
        )
    except OSError as e:
        program.signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        raise Refused("io", "cannot write the record: %s" % e.strerror)
    try:
        program.go()
    except OSError as e:
        os.unlink(record.path)
        raise cannot_start(argv, e, ending)
    answer({"started": True, "pid": program.pid})
    if holder:
        import threading

        threading.Thread(target=program.end_without, args=(holder,), daemon=True).start()
    ended = program.wait()
    seconds = round(time.monotonic() - began, 3)
    preempted = preemption.facts() if preemption else None
    try:
        ending.publish(
            dict(
                ended,
                version=1,
                ended=now(),
                seconds=seconds,
                abandoned=program.abandoned,
                forwarded=program.forwarded[:20],
                preempted=preempted,
                others=program.others,
            ),
            patience=600,
        )
    finally:  # without an outcome on the disk the run is lost, and that is to be attended to, too
        if attendant:
            attendant.call("exit", program)


def cannot_start(argv, trouble, ending):
    problem = "cannot start %s: %s" % (argv[0], trouble.strerror)
    ending.publish({"version": 1, "code": None, "signal": None, "error": problem, "ended": now()})
    return Refused("cannot-start", problem)


def answer_once(value):
    """Tells the caller and lets go of its pipe."""
    try:
        os.write(1, (json.dumps(value) + "\n").encode("utf-8"))
    except OSError:
        pass
    os.dup2(2, 1)


def start_telemetry(run_dir, seconds, devices, log):
    """Has the GPUs looked at as long as the keeper lives; None where there is nothing to ask.

    This process is gone when the trainer runs, so that the one made here is nobody's child: the
    keeper waits for all of its children, and an nvidia-smi may hang in the driver for ever.
    """
    import shutil
    import threading

    file = os.path.join(os.path.dirname(os.path.abspath(__file__)), "telemetry.py")
    if seconds is None or shutil.which("nvidia-smi") is None:
        return None
    try:
        telemetry = start_apart(
            [sys.executable, "-I", "-S", file, run_dir, seconds] + devices,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
        )
    except OSError:
        return None
    # Windows can wait for no pipe with a time limit
    first_look = threading.Thread(
        target=os.read, args=(telemetry.stdout.fileno(), 1), daemon=True
    )
    first_look.start()
    first_look.join(FIRST_LOOK)
    return telemetry


def start_apart(argv, **options):
    """Starts a program that the end of a terminal or of our session does not reach."""
    if not WINDOWS:
        return subprocess.Popen(argv, start_new_session=True, **options)
    try:
        return subprocess.Popen(argv, creationflags=DETACHED | BREAKAWAY_FROM_JOB, **options)
    except PermissionError:  # a job that lets nobody go; it takes all along when it ends
        return subprocess.Popen(argv, creationflags=DETACHED, **options)


def handing_on(stream):
    """What gives a process that is started our end of a pipe to hold, and that end alone."""
    if not WINDOWS:
        return {"pass_fds": (stream.fileno(),)}
    import msvcrt

    handle = msvcrt.get_osfhandle(stream.fileno())
    os.set_handle_inheritable(handle, True)  # by whom the list names it to: no other is started
    startup = subprocess.STARTUPINFO()
    startup.lpAttributeList = {"handle_list": [handle]}
    return {"startupinfo": startup, "close_fds": True}


def detach(run_dir, arguments, seconds, devices):
    """Starts the keeping in a session of its own and prints what it answers."""
    log = open_private(
        os.path.join(run_dir, "keeper.log"), os.O_WRONLY | os.O_CREAT | os.O_APPEND
    )
    telemetry = start_telemetry(run_dir, seconds, devices, log)
    # the keeper holds this end open for life, and does nothing else with it
    options = handing_on(telemetry.stdin) if telemetry else {}
    keeper = start_apart(
        [sys.executable, "-I", "-S", os.path.abspath(__file__), "--keep"] + arguments,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=log,
        **options
    )
    line = keeper.stdout.readline().decode("utf-8")
    if not line:
        line = json.dumps({"error": "the keeper died; see keeper.log", "kind": "io"}) + "\n"
    sys.stdout.write(line)
    started = '"started": true' in line
    if telemetry and started:
        try:
            os.write(telemetry.stdin.fileno(), b"+")
        except OSError:
            pass  # it died; the training goes on without
    return 0 if started else 1


def main(arguments):
    if "--" not in arguments:
        sys.exit(__doc__)
    split = arguments.index("--")
    own, argv = arguments[:split], arguments[split + 1 :]
    kept = own[:1] == ["--keep"]
    own = own[1:] if kept else own
    run_dir, cwd, also_lock = os.path.abspath(own[0]), os.getcwd(), []
    seconds, devices, attendant, holder = None, [], None, None
    for option, value in zip(own[1::2], own[2::2]):
        if option == "--cwd":
            cwd = os.path.abspath(value)
        elif option == "--also-lock":
            also_lock.append(os.path.abspath(value))
        elif option == "--telemetry":
            seconds = value
        elif option == "--devices":
            devices = [value]
        elif option == "--attendant":
            attendant = os.path.abspath(value)
        elif option == "--lifeline":
            holder = tuple(int(number) for number in value.split(":"))
        else:
            sys.exit("unknown option " + option)
    if not kept:
        return detach(run_dir, arguments, seconds, devices)
    try:
        if not WINDOWS:
            os.chdir("/")
        called = Attendant(run_dir, attendant) if attendant else None
        keep(run_dir, cwd, also_lock, argv, answer_once, called, holder)
        return 0
    except Refused as e:
        answer_once({"error": str(e), "kind": e.kind})
    except OSError as e:
        answer_once({"error": "%s: %s" % (e.filename or run_dir, e.strerror), "kind": "io"})
        raise
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
