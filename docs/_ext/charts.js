// Draw every chart of the page from the data beside it, in the width that fits, and fold up the picture of it.
for (const figure of document.querySelectorAll("figure.chart")) {
  const { wide, narrow, datasets } = JSON.parse(figure.querySelector("script").textContent);
  const drawing = figure.querySelector(".drawing");
  const spec = { ...(drawing.clientWidth < 655 ? narrow : wide), datasets };
  vegaEmbed(drawing, spec, { actions: false, renderer: "svg", bind: figure.querySelector(".menu") }).then(() => {
    figure.classList.add("drawn");
    figure.querySelector("details").open = false;
  });
}
