"""What Discord sends: users, guilds, interactions, messages, as dictionaries in its own terms."""

import datetime
from collections.abc import Mapping
from functools import cache
from typing import Any

from bench.standin.people import Application, Guild, Person, snowflake

Json = dict[str, Any]

CHAT, AUTOCOMPLETE, COMPONENT = 2, 4, 3
BUTTON, MENU = 2, 3
EPHEMERAL = 1 << 6
_TEXT, _DIRECT = 0, 1
_BOTS_PERMISSIONS = str(1 << 10 | 1 << 11 | 1 << 14 | 1 << 15 | 1 << 16)
_JOINED = "2020-01-01T00:00:00+00:00"


def now() -> str:
    """Return the time as Discord writes it."""
    return datetime.datetime.now(datetime.UTC).isoformat()


def user(person: Person) -> Json:
    """Return a person as a user."""
    return {
        "id": str(person.id),
        "username": person.name,
        "global_name": person.name,
        "discriminator": "0",
        "avatar": None,
        "public_flags": 0,
    }


def bot_user(application: Application) -> Json:
    """Return a bot's own user, the same dictionary each time: nobody changes it."""
    return _bot_user(application.id)


@cache
def _bot_user(number: int) -> Json:
    return {
        "id": str(number),
        "username": "copa",
        "global_name": None,
        "discriminator": "0001",
        "avatar": None,
        "bot": True,
        "verified": True,
        "mfa_enabled": False,
        "flags": 0,
        "public_flags": 0,
    }


def app_info(application: Application) -> Json:
    """Return what a bot may know of its own application."""
    return {
        "id": str(application.id),
        "name": "copa",
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "owner": {**bot_user(application), "id": "1", "username": "owner", "bot": False},
        "team": None,
        "flags": 0,
        "integration_types_config": {"0": {}, "1": {}},
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
    }


def member(account: Json, roles: tuple[int, ...], permissions: int | None = None) -> Json:
    """Return a user as a member of a guild."""
    found = {
        "user": account,
        "nick": None,
        "avatar": None,
        "roles": [str(role) for role in roles],
        "joined_at": _JOINED,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": None,
    }
    return found if permissions is None else {**found, "permissions": str(permissions)}


def role(guild: Guild, number: int) -> Json:
    """Return a role without powers; the guild's own number is that of @everyone."""
    return {
        "id": str(number),
        "name": "@everyone" if number == guild.id else f"role {number}",
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": 0 if number == guild.id else 1,
        "permissions": "0",
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def channel(guild: Guild) -> Json:
    """Return a guild's text channel."""
    return {
        "id": str(guild.channel),
        "guild_id": str(guild.id),
        "type": _TEXT,
        "name": "general",
        "position": 0,
        "permission_overwrites": [],
        "nsfw": False,
        "topic": None,
        "parent_id": None,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "flags": 0,
    }


def guild_create(guild: Guild, application: Application) -> Json:
    """Return what a bot is told of a guild after it connected."""
    return {
        "id": str(guild.id),
        "name": guild.name,
        "owner_id": "1",
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "region": "",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "roles": [role(guild, number) for number in (guild.id, *sorted(guild.roles))],
        "emojis": [],
        "stickers": [],
        "features": [],
        "mfa_level": 0,
        "application_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "vanity_url_code": None,
        "description": None,
        "banner": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": "en-US",
        "nsfw_level": 0,
        "joined_at": _JOINED,
        "large": False,
        "unavailable": False,
        "member_count": 2,
        "voice_states": [],
        "members": [member(bot_user(application), ())],
        "channels": [channel(guild)],
        "threads": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def interaction(
    kind: int, application: Application, person: Person, token: str, data: Json, message: Json | None = None
) -> Json:
    """Return an interaction of a person, its own number new."""
    found: Json = {
        "id": str(snowflake()),
        "application_id": str(application.id),
        "type": kind,
        "token": token,
        "version": 1,
        "data": data,
        "channel_id": str(person.channel),
        "locale": person.locale,
        "app_permissions": _BOTS_PERMISSIONS,
        "entitlements": [],
        "attachment_size_limit": 10 << 20,
    }
    if message is not None:
        found["message"] = message
    account = user(person)
    guild = person.guild
    if guild is None:
        return found | {
            "user": account,
            "context": 1,
            "authorizing_integration_owners": {"1": str(person.id)},
            "channel": {"id": str(person.channel), "type": _DIRECT, "recipients": [account], "flags": 0},
        }
    owners = {"0": str(guild.id)} if guild.joined else {"1": str(person.id)}
    return found | {
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "locale": "en-US", "features": []},
        "guild_locale": "en-US",
        "member": member(account, person.roles, person.permissions),
        "context": 0,
        "authorizing_integration_owners": owners,
        "channel": {**channel(guild), "permissions": str(person.permissions)},
    }


def message(author: Json, channel_id: int, sent: Mapping[str, Any]) -> Json:
    """Return a new message as Discord keeps it, of what somebody sent."""
    found: Json = {
        "id": str(snowflake()),
        "type": 0,
        "channel_id": str(channel_id),
        "author": author,
        "content": "",
        "timestamp": now(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [],
        "pinned": False,
        "flags": 0,
    }
    change(found, sent)
    return found


def change(found: Json, sent: Mapping[str, Any]) -> None:
    """Change a message by what somebody sent; what is not named stays."""
    if "content" in sent:
        found["content"] = sent["content"] or ""
    if "embeds" in sent:
        found["embeds"] = [{"type": "rich", **embed} for embed in sent["embeds"] or ()]
    for name in ("components", "attachments"):
        if name in sent:
            found[name] = sent[name] or []
    if "flags" in sent:
        found["flags"] |= sent["flags"] or 0
