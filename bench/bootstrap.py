"""Start a bot's process against a stand-in for Discord: `python -m bench.bootstrap [MODULE [ARGUMENT …]]`.

`DISCORD_STANDIN` is the stand-in's address, such as http://127.0.0.1:8080; MODULE is run as
`python -m MODULE` would run it, `bot` if none is named. The module itself knows nothing of this.
"""

import os
import runpy
import sys

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

ADDRESS = "DISCORD_STANDIN"
API, GATEWAY = "/api/v10", "/gateway"


def main(arguments: list[str]) -> None:
    """Point discord.py at the stand-in and run the module; raises KeyError where no stand-in is named."""
    address = yarl.URL(os.environ[ADDRESS])
    Route.BASE = str(address.with_path(API))
    DiscordWebSocket.DEFAULT_GATEWAY = address.with_scheme("ws").with_path(GATEWAY)
    module, *rest = arguments or ["bot"]
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
