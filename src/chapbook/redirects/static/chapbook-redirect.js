// The old address's fragment belongs to the new one: it names the part that was cited.
const place = document.getElementById("new-place");
place.href += location.search + location.hash;
location.replace(place.href);
