"""What an event's page tells machines of the event, in schema.org's words."""

from datetime import datetime
from typing import Any

from plugins.kinds.event import CANCELLED, Occasion
from plugins.markup.plain_words import plain
from plugins.render.event_words import is_midnight, machine
from plugins.site.model import Event

Thing = dict[str, Any]


def event_thing(event: Event, page: Thing, image: list[Thing], organizer: str) -> Thing:
    """An event, on the page that shows it.

    page: what is told of that; image: its pictures, if any; organizer: the id of whoever speaks
    """
    occasion = event.occasion
    is_waiting, former = occasion.is_waiting, occasion.formerly if occasion.state else None
    thing: Thing = {
        "@type": "Event",
        "@id": f"{page['@id']}#event",
        "mainEntityOfPage": {"@id": page["@id"]},
        "url": page["url"],
        "name": plain(event.title),
        "description": page.get("description", ""),
        "startDate": time_of(occasion, occasion.starts),
        "endDate": "" if is_waiting else time_of(occasion, occasion.ends),
        "eventStatus": f"https://schema.org/{status_of(occasion)}",
        "previousStartDate": machine(former, is_whole_days=is_midnight(former)) if former else "",
        "eventAttendanceMode": f"https://schema.org/{attendance_of(occasion)}EventAttendanceMode",
        "location": places_of(occasion, page["url"]),
        "image": image,
        "organizer": {"@id": organizer},
        "inLanguage": page["inLanguage"],
    }
    return {name: value for name, value in thing.items() if value}


def status_of(occasion: Occasion) -> str:
    """The name of its status. One whose new date is known is rescheduled to machines, postponed to people."""
    if occasion.state == CANCELLED:
        return "EventCancelled"
    if occasion.is_waiting:
        return "EventPostponed"
    return "EventRescheduled" if occasion.state else "EventScheduled"


def attendance_of(occasion: Occasion) -> str:
    """How one can be there: at the place, by wire, or in both ways."""
    by_wire = bool(occasion.link or occasion.telephone)
    return "Mixed" if occasion.place and by_wire else "Online" if by_wire else "Offline"


def places_of(occasion: Occasion, page: str) -> list[Thing]:
    """Where it is. page: the whole address of the event's, which tells how to join"""
    places: list[Thing] = []
    if occasion.place:
        places.append({"@type": "Place", "name": occasion.place, "address": occasion.place})
    if occasion.link:
        is_whole = occasion.link.startswith(("https://", "http://"))
        places.append({"@type": "VirtualLocation", "url": occasion.link if is_whole else page})
    elif occasion.telephone:
        places.append({"@type": "VirtualLocation", "url": f"tel:{occasion.telephone.replace(' ', '')}"})
    return places


def time_of(occasion: Occasion, when: datetime | None) -> str:
    """Its start or end by ISO 8601; "" for an end that nobody told."""
    return machine(when, is_whole_days=occasion.is_whole_days) if when else ""
