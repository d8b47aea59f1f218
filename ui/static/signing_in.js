// What stands behind # in an address never reaches the server, but the browser carries it here: it goes along to the page that was wanted.
if (location.hash) {
  const field = document.querySelector("input[name=next]");
  if (field && !field.value.includes("#")) field.value += location.hash;
  const link = document.querySelector("a[data-next]");
  if (link) link.href += encodeURIComponent(location.hash);
}
