"""Textual's driver for Linux and macOS, with our own writer."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, Final

from textual import events
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.app.line.keyboard import Ending, read_keys
from tui.app.line.pace import Pace
from tui.app.line.terminal_line import TerminalLine
from tui.app.line.writer import LineWriter

_ANSWERS_COME_WITHIN: Final = 0.5
"""Seconds that the end of the app waits for the terminal's last answers: later ones would be typed into the shell."""

_ENDS: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
"""Signals that end the app; each would leave the terminal as the app has set it."""


class LineDriver(LinuxDriver):
    """Sends only what differs from what the terminal shows."""

    _writer: LineWriter | None = None
    _watch: threading.Thread | None = None
    _stopping = False
    _handlers_before: dict[signal.Signals, Callable[[int, FrameType | None], Any] | int | None] | None = None

    @property  # type: ignore[override]
    def _writer_thread(self) -> LineWriter | None:
        return self._writer

    @_writer_thread.setter
    def _writer_thread(self, writer: WriterThread | None) -> None:
        """Textual's driver makes a writer whenever it begins: ours takes its place, with a screen not known yet."""
        if writer is None:
            self._writer = None
            return
        assert self._file is not None
        line = TerminalLine(*self._get_terminal_size(), fills=_fills(os.environ.get("TERM", "")))
        self._writer = LineWriter(self._file, line, Pace(asks=self.input_tty))

    def write(self, data: str) -> None:
        """Take what the app writes; it never waits for the terminal."""
        assert self._writer is not None, "the driver has not begun"
        self._writer.write(data, self._get_terminal_size())

    def start_application_mode(self) -> None:
        """Begin; and hear of every change of size before Textual does."""
        if not isinstance(self.exit_event, Ending):
            self.exit_event = Ending()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        textual = signal.getsignal(signal.SIGWINCH)

        def changed(number: int, frame: FrameType | None) -> None:
            if self._writer is not None:
                self._writer.size_changed()
            if callable(textual):
                textual(number, frame)

        signal.signal(signal.SIGWINCH, changed)
        loop = asyncio.get_running_loop()
        self._end_on_signals(loop)
        if self._watch is None and hasattr(select, "poll"):
            self._watch = threading.Thread(target=self._end_when_hung_up, args=(loop,), daemon=True, name="hang-up")
            self._watch.start()

    def _end_when_hung_up(self, loop: asyncio.AbstractEventLoop) -> None:
        """End the app when its terminal is gone, where no signal says so (nohup): reading it would never wait again."""
        poll = select.poll()
        poll.register(self.fileno, 0)  # a hang-up is told whether it is asked for or not
        if any(state & select.POLLHUP for _, state in poll.poll()):
            with suppress(RuntimeError):  # the app has ended meanwhile
                loop.call_soon_threadsafe(lambda: self._app.exit(return_code=128 + signal.SIGHUP))

    def _end_on_signals(self, loop: asyncio.AbstractEventLoop) -> None:
        """Let signals end the app as a key does, with 128 and the signal's number; a second one ends it at once."""

        def ends(number: int, _: FrameType | None) -> None:
            signal.signal(number, signal.SIG_DFL)
            loop.call_soon_threadsafe(lambda: self._app.exit(return_code=128 + number))

        self._handlers_before = {
            number: signal.signal(number, ends)
            for number in _ENDS
            if signal.getsignal(number) not in (signal.SIG_IGN, None)  # as nohup has it
        }

    def stop_application_mode(self) -> None:
        """End; signals are again what they were before."""
        super().stop_application_mode()
        handlers, self._handlers_before = self._handlers_before or {}, None
        for number, handler in handlers.items():
            signal.signal(number, handler)

    def run_input_thread(self) -> None:
        """Take what is typed."""
        assert isinstance(self.exit_event, Ending)
        read_keys(self.fileno, self.exit_event, self.process_message)

    def stop_as_job(self) -> None:
        """Give the terminal back and stop, as ctrl+z does everywhere; when the shell continues the job, go on."""
        from tui.app.line.job import stop_until_continued

        if not self._has_terminal:
            return
        self._stopping = True
        self.suspend_application_mode()
        stop_until_continued(self.fileno)
        self._stopping = False
        self._go_on()

    def _go_on(self) -> None:
        self._must_signal_resume = True
        self.resume_application_mode()
        self._app.refresh(layout=True)

    def _sigtstp_application(self, *_: object) -> None:
        """Somebody stops the app with a signal. While an editor has the terminal there is nothing to give back."""
        from tui.app.line.job import stop_until_continued

        if self._has_terminal:
            self._loop.call_soon_threadsafe(self.stop_as_job)
        else:
            stop_until_continued(self.fileno)

    def _sigcont_application(self, *_: object) -> None:
        """The app goes on. Where it was stopped without a word (SIGSTOP), the terminal is not as it left it."""
        if self._has_terminal and not self._stopping:
            self._loop.call_soon_threadsafe(self._begin_anew)

    @property
    def _has_terminal(self) -> bool:
        """Whether the terminal is the app's: it runs, and has not lent it to an editor."""
        return self._auto_restart and self._app.is_running and self._loop.is_running()

    def _begin_anew(self) -> None:
        if self._has_terminal:
            self.suspend_application_mode()
            self._go_on()

    def forget(self) -> None:
        """Whatever stands on the terminal, the next frame is sent whole."""
        if self._writer is not None:
            self._writer.size_changed()

    def process_message(self, message: Message) -> None:
        """Keep the terminal's answers to our own questions from the app."""
        if isinstance(message, events.CursorPosition):
            if self._writer is not None:
                self._writer.answered()
            return
        if isinstance(message, events.Resize) and self._writer is not None:
            self._writer.size_changed()
        super().process_message(message)

    def disable_input(self) -> None:
        """Hear the terminal's last answers first."""
        if self._writer is not None:
            self._writer.settle(_ANSWERS_COME_WITHIN)
        super().disable_input()


def _fills(term: str) -> bool:
    """Whether this kind of terminal erases in the colour in force; GNU screen does not."""
    return not term.startswith(("screen", "dumb", "vt"))


def line_driver(driver: type[Any]) -> type[Any]:
    """Our driver in place of Textual's for Linux and macOS; any other one as it is."""
    return LineDriver if driver is LinuxDriver else driver
