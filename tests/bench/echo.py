"""A bot that uses what the stand-in stands for: deferrals, followups, files, menus, messages."""

import io
import os

import discord
from discord import app_commands


class Echo(discord.Client):
    def __init__(self):
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True), shard_id=SHARD[0], shard_count=SHARD[1]
        )
        self.tree = app_commands.CommandTree(self)
        data = app_commands.Group(name="data", description="Data")
        data.command(description="Take a file")(add)
        for command in (app_commands.Command(name=f.__name__, description="…", callback=f) for f in PLAIN):
            self.tree.add_command(command)
        self.tree.add_command(data)

    async def setup_hook(self):
        await self.tree.sync()

    async def on_message(self, message):
        if self.user in message.mentions:
            await message.reply(f"You said {message.content.split()[-1]} in {message.guild.name}")


class Menu(discord.ui.View):
    @discord.ui.select(placeholder="Pick", options=[discord.SelectOption(label=x, value=x) for x in "ab"])
    async def pick(self, interaction, select):
        await interaction.response.edit_message(content=f"picked {select.values[0]}", view=None)


async def later(interaction: discord.Interaction):
    await interaction.response.defer(ephemeral=True)
    await interaction.edit_original_response(content="at last")


async def twice(interaction: discord.Interaction):
    await interaction.response.send_message("first", file=discord.File(io.BytesIO(b"\x89PNG"), "a.png"))
    await interaction.followup.send("second")


async def menu(interaction: discord.Interaction):
    await interaction.response.send_message("choose", view=Menu())


async def whose(interaction: discord.Interaction):
    powers = interaction.permissions.manage_guild
    roles = len(getattr(interaction.user, "roles", ())) - 1
    await interaction.response.send_message(f"{powers} {roles} {interaction.locale}")


async def shard(interaction: discord.Interaction):
    await interaction.response.send_message(f"shard {SHARD[0]}")


async def add(interaction: discord.Interaction, file: discord.Attachment):
    content = await file.read()
    await interaction.response.send_message(f"{file.filename}: {content.decode()}")


PLAIN = (later, twice, menu, whose, shard)
SHARD = tuple(int(n) for n in os.environ.get("ECHO_SHARD", "0/1").split("/"))

if __name__ == "__main__":
    Echo().run(os.environ["DISCORD_TOKEN"])
