"""Programs that run beside the script, and programs that it waits for."""

import os
import pathlib
import subprocess
import time
import urllib.request

from demonstration.trouble import Trouble

ROOT = pathlib.Path(__file__).resolve().parents[2]


def output(arguments, accepted=(0,)):
    """What a program that ends well prints."""
    result = subprocess.run(
        [str(argument) for argument in arguments], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if result.returncode not in accepted:
        words = " ".join(str(argument) for argument in arguments)
        raise Trouble(f"{words} ends with status {result.returncode}:\n{result.stdout}{result.stderr}")
    return result.stdout


class Processes:
    def __init__(self, logs):
        self.logs, self.running = logs, []

    def start(self, name, arguments, environment=None):
        log = open(self.logs / f"{name}.log", "w")
        process = subprocess.Popen(
            [str(argument) for argument in arguments],
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            start_new_session=True,  # Ctrl-C is for this script, which then ends the others in order
        )
        self.running.append((name, process))

    def wait(self, name, url):
        """Waits until a process answers at a URL."""
        process = dict(self.running)[name]
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if process.poll() is not None:
                self.fail(name, f"ended with status {process.returncode}")
            try:
                with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=2):
                    return
            except OSError:
                time.sleep(0.05)
        self.fail(name, f"does not answer at {url}")

    def fail(self, name, reason):
        path = self.logs / f"{name}.log"
        lines = path.read_text(errors="replace").splitlines()
        raise Trouble("\n  ".join([f"the {name} {reason}; the end of {path}:"] + lines[-12:]))

    def check(self):
        for name, process in self.running:
            if process.poll() is not None:
                self.fail(name, f"ended with status {process.returncode}")

    def stop(self):
        for _, process in reversed(self.running):
            if process.poll() is None:
                process.terminate()
        for _, process in reversed(self.running):
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.running = []
