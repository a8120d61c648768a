<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>limner</name>
  <message>
   <source>0 follows the shape of the picture, 100 is a circle.</source>
   <translation>0 follows the shape of the picture, 100 is a circle.</translation>
  </message>
  <message>
   <source>1 px</source>
   <translation>1 px</translation>
  </message>
  <message>
   <source>1 step · {size}</source>
   <translation>1 step · {size}</translation>
  </message>
  <message>
   <source>16 bit</source>
   <translation>16 bit</translation>
  </message>
  <message>
   <source>1x</source>
   <translation>1x</translation>
  </message>
  <message>
   <source>2x</source>
   <translation>2x</translation>
  </message>
  <message>
   <source>3 x 3</source>
   <translation>3 x 3</translation>
  </message>
  <message>
   <source>3 x 3 average</source>
   <translation>3 x 3 average</translation>
  </message>
  <message>
   <source>32-bit float</source>
   <translation>32-bit float</translation>
  </message>
  <message>
   <source>3dl</source>
   <translation>3dl</translation>
  </message>
  <message>
   <source>3x</source>
   <translation>3x</translation>
  </message>
  <message>
   <source>4 x 4</source>
   <translation>4 x 4</translation>
  </message>
  <message>
   <source>4K UHD</source>
   <translation>4K UHD</translation>
  </message>
  <message>
   <source>4x</source>
   <translation>4x</translation>
  </message>
  <message>
   <source>5 x 5</source>
   <translation>5 x 5</translation>
  </message>
  <message>
   <source>5 x 5 average</source>
   <translation>5 x 5 average</translation>
  </message>
  <message>
   <source>50 % grey</source>
   <translation>50 % grey</translation>
  </message>
  <message>
   <source>6x</source>
   <translation>6x</translation>
  </message>
  <message>
   <source>8 bit</source>
   <translation>8 bit</translation>
  </message>
  <message>
   <source>8x</source>
   <translation>8x</translation>
  </message>
  <message>
   <source>A ControlNet for {name}.</source>
   <translation>A ControlNet for {name}.</translation>
  </message>
  <message>
   <source>A LoRA that makes pictures in 8 steps in place of 30.</source>
   <translation>A LoRA that makes pictures in 8 steps in place of 30.</translation>
  </message>
  <message>
   <source>A T2I-Adapter for {name}.</source>
   <translation>A T2I-Adapter for {name}.</translation>
  </message>
  <message>
   <source>A VAE for {name}.</source>
   <translation>A VAE for {name}.</translation>
  </message>
  <message>
   <source>A control map needs a ControlNet.</source>
   <translation>A control map needs a ControlNet.</translation>
  </message>
  <message>
   <source>A control map of depth needs a depth model.</source>
   <translation>A control map of depth needs a depth model.</translation>
  </message>
  <message>
   <source>A control map of poses needs a pose model.</source>
   <translation>A control map of poses needs a pose model.</translation>
  </message>
  <message>
   <source>A face restorer of the {name} design.</source>
   <translation>A face restorer of the {name} design.</translation>
  </message>
  <message>
   <source>A file with a look (LUT), as editors of film write it.</source>
   <translation>A file with a look (LUT), as editors of film write it.</translation>
  </message>
  <message>
   <source>A folder of models</source>
   <translation>A folder of models</translation>
  </message>
  <message>
   <source>A folder of models…</source>
   <translation>A folder of models…</translation>
  </message>
  <message>
   <source>A group has no pixels of its own.</source>
   <translation>A group has no pixels of its own.</translation>
  </message>
  <message>
   <source>A language model.</source>
   <translation>A language model.</translation>
  </message>
  <message>
   <source>A layer can only be put into a group.</source>
   <translation>A layer can only be put into a group.</translation>
  </message>
  <message>
   <source>A layer in this group is locked.</source>
   <translation>A layer in this group is locked.</translation>
  </message>
  <message>
   <source>A line to drag: left of it the picture as it was.</source>
   <translation>A line to drag: left of it the picture as it was.</translation>
  </message>
  <message>
   <source>A map of the kind {kind} cannot be drawn from a picture here.</source>
   <translation>A map of the kind {kind} cannot be drawn from a picture here.</translation>
  </message>
  <message>
   <source>A network that paints in one style.</source>
   <translation>A network that paints in one style.</translation>
  </message>
  <message>
   <source>A new adjustment layer changes everything below it and can be changed, masked and removed at any time.</source>
   <translation>A new adjustment layer changes everything below it and can be changed, masked and removed at any time.</translation>
  </message>
  <message>
   <source>A new layer that shows what all visible ones show.</source>
   <translation>A new layer that shows what all visible ones show.</translation>
  </message>
  <message>
   <source>A picture of the same size, white where the area to take from is</source>
   <translation>A picture of the same size, white where the area to take from is</translation>
  </message>
  <message>
   <source>A picture of {width} x {height} pixels cannot be drawn.</source>
   <translation>A picture of {width} x {height} pixels cannot be drawn.</translation>
  </message>
  <message>
   <source>A reference picture needs an IP-Adapter.</source>
   <translation>A reference picture needs an IP-Adapter.</translation>
  </message>
  <message>
   <source>A segmentation model knows what things are. Without one, colours and edges decide.</source>
   <translation>A segmentation model knows what things are. Without one, colours and edges decide.</translation>
  </message>
  <message>
   <source>A selection keeps its size.</source>
   <translation>A selection keeps its size.</translation>
  </message>
  <message>
   <source>A sketch, a pose or a style to follow: add a layer, the picture or a file.</source>
   <translation>A sketch, a pose or a style to follow: add a layer, the picture or a file.</translation>
  </message>
  <message>
   <source>A small decoder that shows previews of {name}.</source>
   <translation>A small decoder that shows previews of {name}.</translation>
  </message>
  <message>
   <source>A small model that reads long prompts.</source>
   <translation>A small model that reads long prompts.</translation>
  </message>
  <message>
   <source>A value of the kind {kind} cannot be saved.</source>
   <translation>A value of the kind {kind} cannot be saved.</translation>
  </message>
  <message>
   <source>A {method} for {name}.</source>
   <translation>A {method} for {name}.</translation>
  </message>
  <message>
   <source>A {method}; it is not known for which model.</source>
   <translation>A {method}; it is not known for which model.</translation>
  </message>
  <message>
   <source>A {name} network for depth.</source>
   <translation>A {name} network for depth.</translation>
  </message>
  <message>
   <source>A {name} network for removing backgrounds.</source>
   <translation>A {name} network for removing backgrounds.</translation>
  </message>
  <message>
   <source>A {name} network for selecting objects.</source>
   <translation>A {name} network for selecting objects.</translation>
  </message>
  <message>
   <source>A {name} network for the poses of people.</source>
   <translation>A {name} network for the poses of people.</translation>
  </message>
  <message>
   <source>A {name} network that compares pictures and words.</source>
   <translation>A {name} network that compares pictures and words.</translation>
  </message>
  <message>
   <source>A {name} network that describes pictures.</source>
   <translation>A {name} network that describes pictures.</translation>
  </message>
  <message>
   <source>A {name} network that finds people, beside one for their poses.</source>
   <translation>A {name} network that finds people, beside one for their poses.</translation>
  </message>
  <message>
   <source>A {name} network.</source>
   <translation>A {name} network.</translation>
  </message>
  <message>
   <source>A {name}.</source>
   <translation>A {name}.</translation>
  </message>
  <message>
   <source>A2 poster, 200 dpi</source>
   <translation>A2 poster, 200 dpi</translation>
  </message>
  <message>
   <source>A3 paper, 300 dpi</source>
   <translation>A3 paper, 300 dpi</translation>
  </message>
  <message>
   <source>A4 paper, 300 dpi</source>
   <translation>A4 paper, 300 dpi</translation>
  </message>
  <message>
   <source>A5 paper, 300 dpi</source>
   <translation>A5 paper, 300 dpi</translation>
  </message>
  <message>
   <source>AI</source>
   <translation>AI</translation>
  </message>
  <message>
   <source>AVIF</source>
   <translation>AVIF</translation>
  </message>
  <message>
   <source>About Limner</source>
   <translation>About Limner</translation>
  </message>
  <message>
   <source>Accept</source>
   <translation>Accept</translation>
  </message>
  <message>
   <source>Accept the licence first.</source>
   <translation>Accept the licence first.</translation>
  </message>
  <message>
   <source>Accept the licence on the model's page, download it there, and drop the file here.</source>
   <translation>Accept the licence on the model's page, download it there, and drop the file here.</translation>
  </message>
  <message>
   <source>Accept the result</source>
   <translation>Accept the result</translation>
  </message>
  <message>
   <source>Act</source>
   <translation>Act</translation>
  </message>
  <message>
   <source>Acts on all layers below it in its group.</source>
   <translation>Acts on all layers below it in its group.</translation>
  </message>
  <message>
   <source>Actual pixels (100 %)</source>
   <translation>Actual pixels (100 %)</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Add</translation>
  </message>
  <message>
   <source>Add a LoRA to the prompt</source>
   <translation>Add a LoRA to the prompt</translation>
  </message>
  <message>
   <source>Add a folder…</source>
   <translation>Add a folder…</translation>
  </message>
  <message>
   <source>Add a guide</source>
   <translation>Add a guide</translation>
  </message>
  <message>
   <source>Add a mask</source>
   <translation>Add a mask</translation>
  </message>
  <message>
   <source>Add an embedding to the prompt</source>
   <translation>Add an embedding to the prompt</translation>
  </message>
  <message>
   <source>Add detail</source>
   <translation>Add detail</translation>
  </message>
  <message>
   <source>Add detail in selection</source>
   <translation>Add detail in selection</translation>
  </message>
  <message>
   <source>Add detail, {n}x</source>
   <translation>Add detail, {n}x</translation>
  </message>
  <message>
   <source>Add detail…</source>
   <translation>Add detail…</translation>
  </message>
  <message>
   <source>Add mask</source>
   <translation>Add mask</translation>
  </message>
  <message>
   <source>Add one in the layers panel.</source>
   <translation>Add one in the layers panel.</translation>
  </message>
  <message>
   <source>Add region</source>
   <translation>Add region</translation>
  </message>
  <message>
   <source>Add selection as region</source>
   <translation>Add selection as region</translation>
  </message>
  <message>
   <source>Add the colour to the swatches</source>
   <translation>Add the colour to the swatches</translation>
  </message>
  <message>
   <source>Add the place of the active layer as region</source>
   <translation>Add the place of the active layer as region</translation>
  </message>
  <message>
   <source>Add to selection</source>
   <translation>Add to selection</translation>
  </message>
  <message>
   <source>Added to the preset. Only models read it.</source>
   <translation>Added to the preset. Only models read it.</translation>
  </message>
  <message>
   <source>Adding detail needs a diffusion model, and none is installed.</source>
   <translation>Adding detail needs a diffusion model, and none is installed.</translation>
  </message>
  <message>
   <source>Adds less where colours are strong already.</source>
   <translation>Adds less where colours are strong already.</translation>
  </message>
  <message>
   <source>Adjust</source>
   <translation>Adjust</translation>
  </message>
  <message>
   <source>Adjustments</source>
   <translation>Adjustments</translation>
  </message>
  <message>
   <source>After</source>
   <translation>After</translation>
  </message>
  <message>
   <source>Align</source>
   <translation>Align</translation>
  </message>
  <message>
   <source>Aligned</source>
   <translation>Aligned</translation>
  </message>
  <message>
   <source>All</source>
   <translation>All</translation>
  </message>
  <message>
   <source>All files</source>
   <translation>All files</translation>
  </message>
  <message>
   <source>All sides</source>
   <translation>All sides</translation>
  </message>
  <message>
   <source>All three channels become what is set for red.</source>
   <translation>All three channels become what is set for red.</translation>
  </message>
  <message>
   <source>Also needed</source>
   <translation>Also needed</translation>
  </message>
  <message>
   <source>Also takes this much around the selection: outlines and soft shadows.</source>
   <translation>Also takes this much around the selection: outlines and soft shadows.</translation>
  </message>
  <message>
   <source>Alt twirls the other way, and pinches instead of bloating.</source>
   <translation>Alt twirls the other way, and pinches instead of bloating.</translation>
  </message>
  <message>
   <source>Alt-click good texture, then paint it over the damage.</source>
   <translation>Alt-click good texture, then paint it over the damage.</translation>
  </message>
  <message>
   <source>Alt-click the source, then paint a copy of it elsewhere.</source>
   <translation>Alt-click the source, then paint a copy of it elsewhere.</translation>
  </message>
  <message>
   <source>Alt-click where it should copy from.</source>
   <translation>Alt-click where it should copy from.</translation>
  </message>
  <message>
   <source>Alt-click where the texture should come from.</source>
   <translation>Alt-click where the texture should come from.</translation>
  </message>
  <message>
   <source>Amount</source>
   <translation>Amount</translation>
  </message>
  <message>
   <source>An IP-Adapter for {name}.</source>
   <translation>An IP-Adapter for {name}.</translation>
  </message>
  <message>
   <source>An adjustment layer cannot take a layer in.</source>
   <translation>An adjustment layer cannot take a layer in.</translation>
  </message>
  <message>
   <source>An adjustment layer has no pixels of its own.</source>
   <translation>An adjustment layer has no pixels of its own.</translation>
  </message>
  <message>
   <source>An earlier copy of the file may be whole.</source>
   <translation>An earlier copy of the file may be whole.</translation>
  </message>
  <message>
   <source>An embedding (textual inversion) for {name}.</source>
   <translation>An embedding (textual inversion) for {name}.</translation>
  </message>
  <message>
   <source>An image editor that generates, repairs and enlarges pictures on your own machine.</source>
   <translation>An image editor that generates, repairs and enlarges pictures on your own machine.</translation>
  </message>
  <message>
   <source>An inpainting network of the {name} design.</source>
   <translation>An inpainting network of the {name} design.</translation>
  </message>
  <message>
   <source>An upscaler of the {name} design.</source>
   <translation>An upscaler of the {name} design.</translation>
  </message>
  <message>
   <source>Angle</source>
   <translation>Angle</translation>
  </message>
  <message>
   <source>Another one makes another picture.</source>
   <translation>Another one makes another picture.</translation>
  </message>
  <message>
   <source>Another seed</source>
   <translation>Another seed</translation>
  </message>
  <message>
   <source>Antialias</source>
   <translation>Antialias</translation>
  </message>
  <message>
   <source>Anywhere</source>
   <translation>Anywhere</translation>
  </message>
  <message>
   <source>Apache License 2.0. Icons: Lucide (ISC). Typeface: Inter (OFL).</source>
   <translation>Apache License 2.0. Icons: Lucide (ISC). Typeface: Inter (OFL).</translation>
  </message>
  <message>
   <source>Apply mask</source>
   <translation>Apply mask</translation>
  </message>
  <message>
   <source>Apply or delete it first.</source>
   <translation>Apply or delete it first.</translation>
  </message>
  <message>
   <source>Area</source>
   <translation>Area</translation>
  </message>
  <message>
   <source>Around the object, as x,y,width,height in pixels.</source>
   <translation>Around the object, as x,y,width,height in pixels.</translation>
  </message>
  <message>
   <source>Arrange</source>
   <translation>Arrange</translation>
  </message>
  <message>
   <source>As the document</source>
   <translation>As the document</translation>
  </message>
  <message>
   <source>As the system</source>
   <translation>As the system</translation>
  </message>
  <message>
   <source>Ask for something else.</source>
   <translation>Ask for something else.</translation>
  </message>
  <message>
   <source>Ask {model}</source>
   <translation>Ask {model}</translation>
  </message>
  <message>
   <source>Assign</source>
   <translation>Assign</translation>
  </message>
  <message>
   <source>At 0 it follows the height.</source>
   <translation>At 0 it follows the height.</translation>
  </message>
  <message>
   <source>At 0 it follows the width.</source>
   <translation>At 0 it follows the width.</translation>
  </message>
  <message>
   <source>At most {most} million pixels can be opened.</source>
   <translation>At most {most} million pixels can be opened.</translation>
  </message>
  <message>
   <source>At most {most} pixels can be added on a side.</source>
   <translation>At most {most} pixels can be added on a side.</translation>
  </message>
  <message>
   <source>Attention</source>
   <translation>Attention</translation>
  </message>
  <message>
   <source>Auto levels</source>
   <translation>Auto levels</translation>
  </message>
  <message>
   <source>Auto-select layer</source>
   <translation>Auto-select layer</translation>
  </message>
  <message>
   <source>Automatic</source>
   <translation>Automatic</translation>
  </message>
  <message>
   <source>Available</source>
   <translation>Available</translation>
  </message>
  <message>
   <source>Average</source>
   <translation>Average</translation>
  </message>
  <message>
   <source>BMP</source>
   <translation>BMP</translation>
  </message>
  <message>
   <source>Background</source>
   <translation>Background</translation>
  </message>
  <message>
   <source>Background colour</source>
   <translation>Background colour</translation>
  </message>
  <message>
   <source>Background removal</source>
   <translation>Background removal</translation>
  </message>
  <message>
   <source>Batch, {n} files</source>
   <translation>Batch, {n} files</translation>
  </message>
  <message>
   <source>Batch…</source>
   <translation>Batch…</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>Before</translation>
  </message>
  <message>
   <source>Before and after</source>
   <translation>Before and after</translation>
  </message>
  <message>
   <source>Begin it at the root of a drive.</source>
   <translation>Begin it at the root of a drive.</translation>
  </message>
  <message>
   <source>Begins at</source>
   <translation>Begins at</translation>
  </message>
  <message>
   <source>Begins with the foreground colour. Alt does so, too.</source>
   <translation>Begins with the foreground colour. Alt does so, too.</translation>
  </message>
  <message>
   <source>Below 0 the edge moves inwards and takes no rim of the old background along.</source>
   <translation>Below 0 the edge moves inwards and takes no rim of the old background along.</translation>
  </message>
  <message>
   <source>Below 1 a model starts from the present picture and keeps its layout.</source>
   <translation>Below 1 a model starts from the present picture and keeps its layout.</translation>
  </message>
  <message>
   <source>Below zero it is mirrored.</source>
   <translation>Below zero it is mirrored.</translation>
  </message>
  <message>
   <source>Bend the layer by a mesh of points.</source>
   <translation>Bend the layer by a mesh of points.</translation>
  </message>
  <message>
   <source>Bends the tones of the picture along a curve.</source>
   <translation>Bends the tones of the picture along a curve.</translation>
  </message>
  <message>
   <source>Best guess: {kind}</source>
   <translation>Best guess: {kind}</translation>
  </message>
  <message>
   <source>Best of all</source>
   <translation>Best of all</translation>
  </message>
  <message>
   <source>Best that is installed</source>
   <translation>Best that is installed</translation>
  </message>
  <message>
   <source>Bicubic</source>
   <translation>Bicubic</translation>
  </message>
  <message>
   <source>Bilinear</source>
   <translation>Bilinear</translation>
  </message>
  <message>
   <source>Black</source>
   <translation>Black</translation>
  </message>
  <message>
   <source>Black and white</source>
   <translation>Black and white</translation>
  </message>
  <message>
   <source>Black and white  (D)</source>
   <translation>Black and white  (D)</translation>
  </message>
  <message>
   <source>Black and white by colour</source>
   <translation>Black and white by colour</translation>
  </message>
  <message>
   <source>Black and white by colour…</source>
   <translation>Black and white by colour…</translation>
  </message>
  <message>
   <source>Black and white…</source>
   <translation>Black and white…</translation>
  </message>
  <message>
   <source>Blend</source>
   <translation>Blend</translation>
  </message>
  <message>
   <source>Blend mode</source>
   <translation>Blend mode</translation>
  </message>
  <message>
   <source>Blended over {n} px on the way back</source>
   <translation>Blended over {n} px on the way back</translation>
  </message>
  <message>
   <source>Bloat</source>
   <translation>Bloat</translation>
  </message>
  <message>
   <source>Blue</source>
   <translation>Blue</translation>
  </message>
  <message>
   <source>Blue: constant</source>
   <translation>Blue: constant</translation>
  </message>
  <message>
   <source>Blue: of blue</source>
   <translation>Blue: of blue</translation>
  </message>
  <message>
   <source>Blue: of green</source>
   <translation>Blue: of green</translation>
  </message>
  <message>
   <source>Blue: of red</source>
   <translation>Blue: of red</translation>
  </message>
  <message>
   <source>Blues</source>
   <translation>Blues</translation>
  </message>
  <message>
   <source>Blur</source>
   <translation>Blur</translation>
  </message>
  <message>
   <source>Bold</source>
   <translation>Bold</translation>
  </message>
  <message>
   <source>Border</source>
   <translation>Border</translation>
  </message>
  <message>
   <source>Border colours</source>
   <translation>Border colours</translation>
  </message>
  <message>
   <source>Border…</source>
   <translation>Border…</translation>
  </message>
  <message>
   <source>Both</source>
   <translation>Both</translation>
  </message>
  <message>
   <source>Both must have the same size.</source>
   <translation>Both must have the same size.</translation>
  </message>
  <message>
   <source>Bottom</source>
   <translation>Bottom</translation>
  </message>
  <message>
   <source>Bottom left</source>
   <translation>Bottom left</translation>
  </message>
  <message>
   <source>Bottom right</source>
   <translation>Bottom right</translation>
  </message>
  <message>
   <source>Bounds of a layer</source>
   <translation>Bounds of a layer</translation>
  </message>
  <message>
   <source>Bounds of the active layer</source>
   <translation>Bounds of the active layer</translation>
  </message>
  <message>
   <source>Bounds of {layer}</source>
   <translation>Bounds of {layer}</translation>
  </message>
  <message>
   <source>Box</source>
   <translation>Box</translation>
  </message>
  <message>
   <source>Breaks up bands in soft gradients.</source>
   <translation>Breaks up bands in soft gradients.</translation>
  </message>
  <message>
   <source>Brightest channel</source>
   <translation>Brightest channel</translation>
  </message>
  <message>
   <source>Brightness</source>
   <translation>Brightness</translation>
  </message>
  <message>
   <source>Brightness and contrast</source>
   <translation>Brightness and contrast</translation>
  </message>
  <message>
   <source>Brightness and contrast…</source>
   <translation>Brightness and contrast…</translation>
  </message>
  <message>
   <source>Brush</source>
   <translation>Brush</translation>
  </message>
  <message>
   <source>Bucket</source>
   <translation>Bucket</translation>
  </message>
  <message>
   <source>Builds up inside the stroke.</source>
   <translation>Builds up inside the stroke.</translation>
  </message>
  <message>
   <source>Built in</source>
   <translation>Built in</translation>
  </message>
  <message>
   <source>Built in (no model needed)</source>
   <translation>Built in (no model needed)</translation>
  </message>
  <message>
   <source>Burn</source>
   <translation>Burn</translation>
  </message>
  <message>
   <source>Business card, 300 dpi</source>
   <translation>Business card, 300 dpi</translation>
  </message>
  <message>
   <source>By</source>
   <translation>By</translation>
  </message>
  <message>
   <source>By brightness</source>
   <translation>By brightness</translation>
  </message>
  <message>
   <source>By gradients</source>
   <translation>By gradients</translation>
  </message>
  <message>
   <source>By mode</source>
   <translation>By mode</translation>
  </message>
  <message>
   <source>By octaves</source>
   <translation>By octaves</translation>
  </message>
  <message>
   <source>Camera data, texts, and how AI parts were made: prompt, model, seed. Colour profile and resolution always stay.</source>
   <translation>Camera data, texts, and how AI parts were made: prompt, model, seed. Colour profile and resolution always stay.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Cancel</translation>
  </message>
  <message>
   <source>Cancelled</source>
   <translation>Cancelled</translation>
  </message>
  <message>
   <source>Canny edges</source>
   <translation>Canny edges</translation>
  </message>
  <message>
   <source>Canvas size</source>
   <translation>Canvas size</translation>
  </message>
  <message>
   <source>Canvas size…</source>
   <translation>Canvas size…</translation>
  </message>
  <message>
   <source>Captions</source>
   <translation>Captions</translation>
  </message>
  <message>
   <source>Cartoon</source>
   <translation>Cartoon</translation>
  </message>
  <message>
   <source>Carving</source>
   <translation>Carving</translation>
  </message>
  <message>
   <source>Centre</source>
   <translation>Centre</translation>
  </message>
  <message>
   <source>Certainty</source>
   <translation>Certainty</translation>
  </message>
  <message>
   <source>Change folder…</source>
   <translation>Change folder…</translation>
  </message>
  <message>
   <source>Change the settings and try again.</source>
   <translation>Change the settings and try again.</translation>
  </message>
  <message>
   <source>Change the values</source>
   <translation>Change the values</translation>
  </message>
  <message>
   <source>Changes the picture or the selection as you say it. Needs a model that follows instructions.</source>
   <translation>Changes the picture or the selection as you say it. Needs a model that follows instructions.</translation>
  </message>
  <message>
   <source>Channel</source>
   <translation>Channel</translation>
  </message>
  <message>
   <source>Channel mixer</source>
   <translation>Channel mixer</translation>
  </message>
  <message>
   <source>Channel mixer…</source>
   <translation>Channel mixer…</translation>
  </message>
  <message>
   <source>Check that the folder exists, can be written and has space left.</source>
   <translation>Check that the folder exists, can be written and has space left.</translation>
  </message>
  <message>
   <source>Check the clock and the network.</source>
   <translation>Check the clock and the network.</translation>
  </message>
  <message>
   <source>Check the connection and try again; it goes on where it stopped.</source>
   <translation>Check the connection and try again; it goes on where it stopped.</translation>
  </message>
  <message>
   <source>Checked by</source>
   <translation>Checked by</translation>
  </message>
  <message>
   <source>Checking</source>
   <translation>Checking</translation>
  </message>
  <message>
   <source>Checkpoint</source>
   <translation>Checkpoint</translation>
  </message>
  <message>
   <source>Choose a group in the layers panel.</source>
   <translation>Choose a group in the layers panel.</translation>
  </message>
  <message>
   <source>Choose a larger width.</source>
   <translation>Choose a larger width.</translation>
  </message>
  <message>
   <source>Choose a layer inside it.</source>
   <translation>Choose a layer inside it.</translation>
  </message>
  <message>
   <source>Choose a layer inside the group.</source>
   <translation>Choose a layer inside the group.</translation>
  </message>
  <message>
   <source>Choose a layer that has something in it.</source>
   <translation>Choose a layer that has something in it.</translation>
  </message>
  <message>
   <source>Choose a model file, or a folder of a diffusers model.</source>
   <translation>Choose a model file, or a folder of a diffusers model.</translation>
  </message>
  <message>
   <source>Choose a picture</source>
   <translation>Choose a picture</translation>
  </message>
  <message>
   <source>Choose a pixel layer in the Layers panel.</source>
   <translation>Choose a pixel layer in the Layers panel.</translation>
  </message>
  <message>
   <source>Choose a pixel layer, or rasterise this one.</source>
   <translation>Choose a pixel layer, or rasterise this one.</translation>
  </message>
  <message>
   <source>Choose a pixel layer, or sample all layers.</source>
   <translation>Choose a pixel layer, or sample all layers.</translation>
  </message>
  <message>
   <source>Choose a pixel layer.</source>
   <translation>Choose a pixel layer.</translation>
  </message>
  <message>
   <source>Choose a saved selection or a layer.</source>
   <translation>Choose a saved selection or a layer.</translation>
  </message>
  <message>
   <source>Choose a smaller number.</source>
   <translation>Choose a smaller number.</translation>
  </message>
  <message>
   <source>Choose a smaller scale, or crop the picture first.</source>
   <translation>Choose a smaller scale, or crop the picture first.</translation>
  </message>
  <message>
   <source>Choose a smaller size.</source>
   <translation>Choose a smaller size.</translation>
  </message>
  <message>
   <source>Choose a smaller width.</source>
   <translation>Choose a smaller width.</translation>
  </message>
  <message>
   <source>Choose a super-resolution checkpoint.</source>
   <translation>Choose a super-resolution checkpoint.</translation>
  </message>
  <message>
   <source>Choose a text layer.</source>
   <translation>Choose a text layer.</translation>
  </message>
  <message>
   <source>Choose an editing model.</source>
   <translation>Choose an editing model.</translation>
  </message>
  <message>
   <source>Choose another area, or take from anywhere.</source>
   <translation>Choose another area, or take from anywhere.</translation>
  </message>
  <message>
   <source>Choose another file.</source>
   <translation>Choose another file.</translation>
  </message>
  <message>
   <source>Choose another folder or name, or allow it to be replaced.</source>
   <translation>Choose another folder or name, or allow it to be replaced.</translation>
  </message>
  <message>
   <source>Choose another folder, or another name such as {example}.</source>
   <translation>Choose another folder, or another name such as {example}.</translation>
  </message>
  <message>
   <source>Choose another kind, or its ProMax version.</source>
   <translation>Choose another kind, or its ProMax version.</translation>
  </message>
  <message>
   <source>Choose another layer, or select something else.</source>
   <translation>Choose another layer, or select something else.</translation>
  </message>
  <message>
   <source>Choose another model, or start from a picture.</source>
   <translation>Choose another model, or start from a picture.</translation>
  </message>
  <message>
   <source>Choose another model.</source>
   <translation>Choose another model.</translation>
  </message>
  <message>
   <source>Choose another one.</source>
   <translation>Choose another one.</translation>
  </message>
  <message>
   <source>Choose another picture, or switch it off.</source>
   <translation>Choose another picture, or switch it off.</translation>
  </message>
  <message>
   <source>Choose files of one kind for all control maps.</source>
   <translation>Choose files of one kind for all control maps.</translation>
  </message>
  <message>
   <source>Choose how far to extend the picture on at least one side.</source>
   <translation>Choose how far to extend the picture on at least one side.</translation>
  </message>
  <message>
   <source>Choose one in the Filter menu.</source>
   <translation>Choose one in the Filter menu.</translation>
  </message>
  <message>
   <source>Choose one in the layers panel.</source>
   <translation>Choose one in the layers panel.</translation>
  </message>
  <message>
   <source>Choose one of: {all}.</source>
   <translation>Choose one of: {all}.</translation>
  </message>
  <message>
   <source>Choose one of: {known}.</source>
   <translation>Choose one of: {known}.</translation>
  </message>
  <message>
   <source>Choose one of: {options}.</source>
   <translation>Choose one of: {options}.</translation>
  </message>
  <message>
   <source>Choose one that fits the model.</source>
   <translation>Choose one that fits the model.</translation>
  </message>
  <message>
   <source>Choose or install one under Models.</source>
   <translation>Choose or install one under Models.</translation>
  </message>
  <message>
   <source>Choose what the button does</source>
   <translation>Choose what the button does</translation>
  </message>
  <message>
   <source>Choose what to use it as.</source>
   <translation>Choose what to use it as.</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Choose…</translation>
  </message>
  <message>
   <source>Classic</source>
   <translation>Classic</translation>
  </message>
  <message>
   <source>Clean up</source>
   <translation>Clean up</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>Clear</translation>
  </message>
  <message>
   <source>Clear finished</source>
   <translation>Clear finished</translation>
  </message>
  <message>
   <source>Click a colour to select it everywhere.</source>
   <translation>Click a colour to select it everywhere.</translation>
  </message>
  <message>
   <source>Click a layer in the Layers panel.</source>
   <translation>Click a layer in the Layers panel.</translation>
  </message>
  <message>
   <source>Click corner by corner. Enter or a double click closes, Backspace takes a corner back.</source>
   <translation>Click corner by corner. Enter or a double click closes, Backspace takes a corner back.</translation>
  </message>
  <message>
   <source>Click on an object, or drag a box around it. Click again to add to it, Alt-click takes away; Shift adds another object. Or write what to select.</source>
   <translation>Click on an object, or drag a box around it. Click again to add to it, Alt-click takes away; Shift adds another object. Or write what to select.</translation>
  </message>
  <message>
   <source>Click on it with Smart select instead, then add a layer mask.</source>
   <translation>Click on it with Smart select instead, then add a layer mask.</translation>
  </message>
  <message>
   <source>Click on it with Smart select instead.</source>
   <translation>Click on it with Smart select instead.</translation>
  </message>
  <message>
   <source>Click on the object, or drag a box around it.</source>
   <translation>Click on the object, or drag a box around it.</translation>
  </message>
  <message>
   <source>Click on the picture.</source>
   <translation>Click on the picture.</translation>
  </message>
  <message>
   <source>Click to fill what is alike with the foreground colour.</source>
   <translation>Click to fill what is alike with the foreground colour.</translation>
  </message>
  <message>
   <source>Click to paint on the mask. Shift-click switches it off or on.</source>
   <translation>Click to paint on the mask. Shift-click switches it off or on.</translation>
  </message>
  <message>
   <source>Click to sample. Shift adds a colour, Alt takes one away. F: next view.</source>
   <translation>Click to sample. Shift adds a colour, Alt takes one away. F: next view.</translation>
  </message>
  <message>
   <source>Click to select what looks alike. Shift adds, Alt subtracts, both intersect.</source>
   <translation>Click to select what looks alike. Shift adds, Alt subtracts, both intersect.</translation>
  </message>
  <message>
   <source>Click to take a colour; with Alt it becomes the background.</source>
   <translation>Click to take a colour; with Alt it becomes the background.</translation>
  </message>
  <message>
   <source>Click to write, drag for a column of text, press on text to edit it.</source>
   <translation>Click to write, drag for a column of text, press on text to edit it.</translation>
  </message>
  <message>
   <source>Click to zoom in, Alt-click out, drag to fit a part.</source>
   <translation>Click to zoom in, Alt-click out, drag to fit a part.</translation>
  </message>
  <message>
   <source>Clip to the layer below</source>
   <translation>Clip to the layer below</translation>
  </message>
  <message>
   <source>Clipping</source>
   <translation>Clipping</translation>
  </message>
  <message>
   <source>Clone stamp</source>
   <translation>Clone stamp</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Close</translation>
  </message>
  <message>
   <source>Close all</source>
   <translation>Close all</translation>
  </message>
  <message>
   <source>Close other pictures or programs.</source>
   <translation>Close other pictures or programs.</translation>
  </message>
  <message>
   <source>Close other programs, or choose a smaller or quantised version of the model.</source>
   <translation>Close other programs, or choose a smaller or quantised version of the model.</translation>
  </message>
  <message>
   <source>Close the panel</source>
   <translation>Close the panel</translation>
  </message>
  <message>
   <source>Color</source>
   <translation>Color</translation>
  </message>
  <message>
   <source>Color burn</source>
   <translation>Color burn</translation>
  </message>
  <message>
   <source>Color dodge</source>
   <translation>Color dodge</translation>
  </message>
  <message>
   <source>Colour</source>
   <translation>Colour</translation>
  </message>
  <message>
   <source>Colour balance</source>
   <translation>Colour balance</translation>
  </message>
  <message>
   <source>Colour balance…</source>
   <translation>Colour balance…</translation>
  </message>
  <message>
   <source>Colour detail</source>
   <translation>Colour detail</translation>
  </message>
  <message>
   <source>Colour noise</source>
   <translation>Colour noise</translation>
  </message>
  <message>
   <source>Colour of the tint</source>
   <translation>Colour of the tint</translation>
  </message>
  <message>
   <source>Colour picker</source>
   <translation>Colour picker</translation>
  </message>
  <message>
   <source>Colour range</source>
   <translation>Colour range</translation>
  </message>
  <message>
   <source>Colour range…</source>
   <translation>Colour range…</translation>
  </message>
  <message>
   <source>Colour table (LUT)</source>
   <translation>Colour table (LUT)</translation>
  </message>
  <message>
   <source>Colour table (LUT)…</source>
   <translation>Colour table (LUT)…</translation>
  </message>
  <message>
   <source>Coloured</source>
   <translation>Coloured</translation>
  </message>
  <message>
   <source>Colourise</source>
   <translation>Colourise</translation>
  </message>
  <message>
   <source>Colours</source>
   <translation>Colours</translation>
  </message>
  <message>
   <source>Colours and edges</source>
   <translation>Colours and edges</translation>
  </message>
  <message>
   <source>Colours drawings along their lines.</source>
   <translation>Colours drawings along their lines.</translation>
  </message>
  <message>
   <source>Colours keep their hue, and black and white stay.</source>
   <translation>Colours keep their hue, and black and white stay.</translation>
  </message>
  <message>
   <source>ComfyUI, AUTOMATIC1111, Forge, InvokeAI, Krita AI and the cache of Hugging Face.</source>
   <translation>ComfyUI, AUTOMATIC1111, Forge, InvokeAI, Krita AI and the cache of Hugging Face.</translation>
  </message>
  <message>
   <source>Command</source>
   <translation>Command</translation>
  </message>
  <message>
   <source>Command bar</source>
   <translation>Command bar</translation>
  </message>
  <message>
   <source>Command palette…</source>
   <translation>Command palette…</translation>
  </message>
  <message>
   <source>Compare with the original</source>
   <translation>Compare with the original</translation>
  </message>
  <message>
   <source>Compression</source>
   <translation>Compression</translation>
  </message>
  <message>
   <source>Connect its disk, or forget it.</source>
   <translation>Connect its disk, or forget it.</translation>
  </message>
  <message>
   <source>Contents</source>
   <translation>Contents</translation>
  </message>
  <message>
   <source>Context</source>
   <translation>Context</translation>
  </message>
  <message>
   <source>Contiguous</source>
   <translation>Contiguous</translation>
  </message>
  <message>
   <source>Continue the surroundings</source>
   <translation>Continue the surroundings</translation>
  </message>
  <message>
   <source>Continuing the picture</source>
   <translation>Continuing the picture</translation>
  </message>
  <message>
   <source>Contrast</source>
   <translation>Contrast</translation>
  </message>
  <message>
   <source>Control map</source>
   <translation>Control map</translation>
  </message>
  <message>
   <source>Control maps cannot be used here with this model.</source>
   <translation>Control maps cannot be used here with this model.</translation>
  </message>
  <message>
   <source>Control map…</source>
   <translation>Control map…</translation>
  </message>
  <message>
   <source>ControlNet</source>
   <translation>ControlNet</translation>
  </message>
  <message>
   <source>ControlNet or T2I-Adapter</source>
   <translation>ControlNet or T2I-Adapter</translation>
  </message>
  <message>
   <source>ControlNets and adapters</source>
   <translation>ControlNets and adapters</translation>
  </message>
  <message>
   <source>ControlNets, ControlNet Union and T2I-Adapters do not work together.</source>
   <translation>ControlNets, ControlNet Union and T2I-Adapters do not work together.</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Copy</translation>
  </message>
  <message>
   <source>Copy details</source>
   <translation>Copy details</translation>
  </message>
  <message>
   <source>Copy merged</source>
   <translation>Copy merged</translation>
  </message>
  <message>
   <source>Copy one first.</source>
   <translation>Copy one first.</translation>
  </message>
  <message>
   <source>Copy the details into a report.</source>
   <translation>Copy the details into a report.</translation>
  </message>
  <message>
   <source>Copy the layer, or what is selected of it.</source>
   <translation>Copy the layer, or what is selected of it.</translation>
  </message>
  <message>
   <source>Copy what all visible layers show.</source>
   <translation>Copy what all visible layers show.</translation>
  </message>
  <message>
   <source>Creativity</source>
   <translation>Creativity</translation>
  </message>
  <message>
   <source>Crop</source>
   <translation>Crop</translation>
  </message>
  <message>
   <source>Crop to selection</source>
   <translation>Crop to selection</translation>
  </message>
  <message>
   <source>Ctrl+Enter</source>
   <translation>Ctrl+Enter</translation>
  </message>
  <message>
   <source>Ctrl+Enter: done</source>
   <translation>Ctrl+Enter: done</translation>
  </message>
  <message>
   <source>Ctrl+K finds every command.</source>
   <translation>Ctrl+K finds every command.</translation>
  </message>
  <message>
   <source>Cubic</source>
   <translation>Cubic</translation>
  </message>
  <message>
   <source>Curves</source>
   <translation>Curves</translation>
  </message>
  <message>
   <source>Curves…</source>
   <translation>Curves…</translation>
  </message>
  <message>
   <source>Custom</source>
   <translation>Custom</translation>
  </message>
  <message>
   <source>Cut</source>
   <translation>Cut</translation>
  </message>
  <message>
   <source>Cut off empty edges.</source>
   <translation>Cut off empty edges.</translation>
  </message>
  <message>
   <source>Cut out</source>
   <translation>Cut out</translation>
  </message>
  <message>
   <source>Cut-out</source>
   <translation>Cut-out</translation>
  </message>
  <message>
   <source>Cutting shapes</source>
   <translation>Cutting shapes</translation>
  </message>
  <message>
   <source>Cyans</source>
   <translation>Cyans</translation>
  </message>
  <message>
   <source>DPM++ 2M Karras</source>
   <translation>DPM++ 2M Karras</translation>
  </message>
  <message>
   <source>DPM++ 2M SDE Karras</source>
   <translation>DPM++ 2M SDE Karras</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dark</translation>
  </message>
  <message>
   <source>Dark theme</source>
   <translation>Dark theme</translation>
  </message>
  <message>
   <source>Darken</source>
   <translation>Darken</translation>
  </message>
  <message>
   <source>Darker color</source>
   <translation>Darker color</translation>
  </message>
  <message>
   <source>Decontaminate colours</source>
   <translation>Decontaminate colours</translation>
  </message>
  <message>
   <source>Default</source>
   <translation>Default</translation>
  </message>
  <message>
   <source>Deflate (smaller)</source>
   <translation>Deflate (smaller)</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Delete</translation>
  </message>
  <message>
   <source>Delete cropped pixels</source>
   <translation>Delete cropped pixels</translation>
  </message>
  <message>
   <source>Delete it in its folder.</source>
   <translation>Delete it in its folder.</translation>
  </message>
  <message>
   <source>Delete layer</source>
   <translation>Delete layer</translation>
  </message>
  <message>
   <source>Delete mask</source>
   <translation>Delete mask</translation>
  </message>
  <message>
   <source>Delete or rename it first.</source>
   <translation>Delete or rename it first.</translation>
  </message>
  <message>
   <source>Delete saved selection</source>
   <translation>Delete saved selection</translation>
  </message>
  <message>
   <source>Delete saved selection…</source>
   <translation>Delete saved selection…</translation>
  </message>
  <message>
   <source>Delete…</source>
   <translation>Delete…</translation>
  </message>
  <message>
   <source>Density</source>
   <translation>Density</translation>
  </message>
  <message>
   <source>Depth</source>
   <translation>Depth</translation>
  </message>
  <message>
   <source>Depth (needs a model)</source>
   <translation>Depth (needs a model)</translation>
  </message>
  <message>
   <source>Depth of any picture, for business too.</source>
   <translation>Depth of any picture, for business too.</translation>
  </message>
  <message>
   <source>Depth of any picture, for depth ControlNets and lens blur.</source>
   <translation>Depth of any picture, for depth ControlNets and lens blur.</translation>
  </message>
  <message>
   <source>Desaturate</source>
   <translation>Desaturate</translation>
  </message>
  <message>
   <source>Describe picture</source>
   <translation>Describe picture</translation>
  </message>
  <message>
   <source>Describe the picture to make.</source>
   <translation>Describe the picture to make.</translation>
  </message>
  <message>
   <source>Describe the style. It is added to the preset.</source>
   <translation>Describe the style. It is added to the preset.</translation>
  </message>
  <message>
   <source>Describes pictures in some sentences, and fills an empty prompt.</source>
   <translation>Describes pictures in some sentences, and fills an empty prompt.</translation>
  </message>
  <message>
   <source>Describes pictures, and fills an empty prompt.</source>
   <translation>Describes pictures, and fills an empty prompt.</translation>
  </message>
  <message>
   <source>Deselect</source>
   <translation>Deselect</translation>
  </message>
  <message>
   <source>Detail</source>
   <translation>Detail</translation>
  </message>
  <message>
   <source>Developing</source>
   <translation>Developing</translation>
  </message>
  <message>
   <source>Diamond</source>
   <translation>Diamond</translation>
  </message>
  <message>
   <source>Difference</source>
   <translation>Difference</translation>
  </message>
  <message>
   <source>Differences up to this stay as they are.</source>
   <translation>Differences up to this stay as they are.</translation>
  </message>
  <message>
   <source>Diffusion model</source>
   <translation>Diffusion model</translation>
  </message>
  <message>
   <source>Dimming the light</source>
   <translation>Dimming the light</translation>
  </message>
  <message>
   <source>DirectDraw surface</source>
   <translation>DirectDraw surface</translation>
  </message>
  <message>
   <source>Disable mask</source>
   <translation>Disable mask</translation>
  </message>
  <message>
   <source>Discard</source>
   <translation>Discard</translation>
  </message>
  <message>
   <source>Discard all (Esc)</source>
   <translation>Discard all (Esc)</translation>
  </message>
  <message>
   <source>Discard all results</source>
   <translation>Discard all results</translation>
  </message>
  <message>
   <source>Discard this result</source>
   <translation>Discard this result</translation>
  </message>
  <message>
   <source>Dissolve</source>
   <translation>Dissolve</translation>
  </message>
  <message>
   <source>Distance</source>
   <translation>Distance</translation>
  </message>
  <message>
   <source>Distort</source>
   <translation>Distort</translation>
  </message>
  <message>
   <source>Dither</source>
   <translation>Dither</translation>
  </message>
  <message>
   <source>Divide</source>
   <translation>Divide</translation>
  </message>
  <message>
   <source>Do: {sentence}</source>
   <translation>Do: {sentence}</translation>
  </message>
  <message>
   <source>Dodge</source>
   <translation>Dodge</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Done</translation>
  </message>
  <message>
   <source>Done in {time}</source>
   <translation>Done in {time}</translation>
  </message>
  <message>
   <source>Double-click to edit the adjustment</source>
   <translation>Double-click to edit the adjustment</translation>
  </message>
  <message>
   <source>Download</source>
   <translation>Download</translation>
  </message>
  <message>
   <source>Download or copy it again, and check that it is complete.</source>
   <translation>Download or copy it again, and check that it is complete.</translation>
  </message>
  <message>
   <source>Download or copy it again.</source>
   <translation>Download or copy it again.</translation>
  </message>
  <message>
   <source>Download {size}</source>
   <translation>Download {size}</translation>
  </message>
  <message>
   <source>Downloads</source>
   <translation>Downloads</translation>
  </message>
  <message>
   <source>Drag from where the gradient begins to where it ends. Shift keeps to 45 degrees.</source>
   <translation>Drag from where the gradient begins to where it ends. Shift keeps to 45 degrees.</translation>
  </message>
  <message>
   <source>Drag inside to move, handles to scale (Shift keeps the ratio), outside to rotate; Ctrl distorts. Enter applies.</source>
   <translation>Drag inside to move, handles to scale (Shift keeps the ratio), outside to rotate; Ctrl distorts. Enter applies.</translation>
  </message>
  <message>
   <source>Drag over what should change. Alt takes it out of the selection again.</source>
   <translation>Drag over what should change. Alt takes it out of the selection again.</translation>
  </message>
  <message>
   <source>Drag paint along. Alt begins with the foreground colour.</source>
   <translation>Drag paint along. Alt begins with the foreground colour.</translation>
  </message>
  <message>
   <source>Drag the frame; beyond the edge it enlarges the canvas. Enter crops, Escape gives up.</source>
   <translation>Drag the frame; beyond the edge it enlarges the canvas. Enter crops, Escape gives up.</translation>
  </message>
  <message>
   <source>Drag to erase.</source>
   <translation>Drag to erase.</translation>
  </message>
  <message>
   <source>Drag to move the layer or the selected pixels. Alt moves a copy, Shift keeps straight.</source>
   <translation>Drag to move the layer or the selected pixels. Alt moves a copy, Shift keeps straight.</translation>
  </message>
  <message>
   <source>Drag to move the view.</source>
   <translation>Drag to move the view.</translation>
  </message>
  <message>
   <source>Drag to paint. Alt picks a colour; Shift-click draws a line from the last stroke.</source>
   <translation>Drag to paint. Alt picks a colour; Shift-click draws a line from the last stroke.</translation>
  </message>
  <message>
   <source>Drag to push the picture about; only what is selected moves. Enter applies.</source>
   <translation>Drag to push the picture about; only what is selected moves. Enter applies.</translation>
  </message>
  <message>
   <source>Drag to select. Shift adds, Alt subtracts, both intersect; pressed while dragging: square, from the centre.</source>
   <translation>Drag to select. Shift adds, Alt subtracts, both intersect; pressed while dragging: square, from the centre.</translation>
  </message>
  <message>
   <source>Draw around the damage, then drag from inside the outline to good texture.</source>
   <translation>Draw around the damage, then drag from inside the outline to good texture.</translation>
  </message>
  <message>
   <source>Draw around the part to change with a selection tool, or select everything.</source>
   <translation>Draw around the part to change with a selection tool, or select everything.</translation>
  </message>
  <message>
   <source>Draw around the part to hide.</source>
   <translation>Draw around the part to hide.</translation>
  </message>
  <message>
   <source>Draw around the part to keep.</source>
   <translation>Draw around the part to keep.</translation>
  </message>
  <message>
   <source>Draw around what to select. Shift adds, Alt subtracts, both intersect.</source>
   <translation>Draw around what to select. Shift adds, Alt subtracts, both intersect.</translation>
  </message>
  <message>
   <source>Draw the map from this picture</source>
   <translation>Draw the map from this picture</translation>
  </message>
  <message>
   <source>Drawing</source>
   <translation>Drawing</translation>
  </message>
  <message>
   <source>Drawing outlines</source>
   <translation>Drawing outlines</translation>
  </message>
  <message>
   <source>Drawing the control map</source>
   <translation>Drawing the control map</translation>
  </message>
  <message>
   <source>Draws edges, lines or soft colours of the picture on a layer: a guide for models with a ControlNet.</source>
   <translation>Draws edges, lines or soft colours of the picture on a layer: a guide for models with a ControlNet.</translation>
  </message>
  <message>
   <source>Draws the map on a layer of its own, to look at and to edit.</source>
   <translation>Draws the map on a layer of its own, to look at and to edit.</translation>
  </message>
  <message>
   <source>Drop a picture here, or click to choose one</source>
   <translation>Drop a picture here, or click to choose one</translation>
  </message>
  <message>
   <source>Drop pictures anywhere in the window</source>
   <translation>Drop pictures anywhere in the window</translation>
  </message>
  <message>
   <source>Drying</source>
   <translation>Drying</translation>
  </message>
  <message>
   <source>Duplicate</source>
   <translation>Duplicate</translation>
  </message>
  <message>
   <source>Duplicate layer</source>
   <translation>Duplicate layer</translation>
  </message>
  <message>
   <source>EV</source>
   <translation>EV</translation>
  </message>
  <message>
   <source>Earlier</source>
   <translation>Earlier</translation>
  </message>
  <message>
   <source>Edge</source>
   <translation>Edge</translation>
  </message>
  <message>
   <source>Edges become steeper without bright and dark seams.</source>
   <translation>Edges become steeper without bright and dark seams.</translation>
  </message>
  <message>
   <source>Edges that are fainter do not count.</source>
   <translation>Edges that are fainter do not count.</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>Edit</translation>
  </message>
  <message>
   <source>Edit adjustment…</source>
   <translation>Edit adjustment…</translation>
  </message>
  <message>
   <source>Edit and generate pictures on your own machine</source>
   <translation>Edit and generate pictures on your own machine</translation>
  </message>
  <message>
   <source>Edit mask</source>
   <translation>Edit mask</translation>
  </message>
  <message>
   <source>Edit text</source>
   <translation>Edit text</translation>
  </message>
  <message>
   <source>Edits a picture by instruction and keeps the rest: clothes, weather, text, style.</source>
   <translation>Edits a picture by instruction and keeps the rest: clothes, weather, text, style.</translation>
  </message>
  <message>
   <source>Edits by instruction, text in pictures included; wants a large graphics card.</source>
   <translation>Edits by instruction, text in pictures included; wants a large graphics card.</translation>
  </message>
  <message>
   <source>Edit…</source>
   <translation>Edit…</translation>
  </message>
  <message>
   <source>Effort</source>
   <translation>Effort</translation>
  </message>
  <message>
   <source>Ellipse selection</source>
   <translation>Ellipse selection</translation>
  </message>
  <message>
   <source>Embedding</source>
   <translation>Embedding</translation>
  </message>
  <message>
   <source>Embeddings cannot be used with this model.</source>
   <translation>Embeddings cannot be used with this model.</translation>
  </message>
  <message>
   <source>Empty</source>
   <translation>Empty</translation>
  </message>
  <message>
   <source>Enable mask</source>
   <translation>Enable mask</translation>
  </message>
  <message>
   <source>Engine off</source>
   <translation>Engine off</translation>
  </message>
  <message>
   <source>Engine ready</source>
   <translation>Engine ready</translation>
  </message>
  <message>
   <source>Engine starting</source>
   <translation>Engine starting</translation>
  </message>
  <message>
   <source>Engine working</source>
   <translation>Engine working</translation>
  </message>
  <message>
   <source>English</source>
   <translation>English</translation>
  </message>
  <message>
   <source>Enlarges photographs four times and removes noise and JPEG traces.</source>
   <translation>Enlarges photographs four times and removes noise and JPEG traces.</translation>
  </message>
  <message>
   <source>Enlarges the picture and has a model draw fine detail, tile by tile.</source>
   <translation>Enlarges the picture and has a model draw fine detail, tile by tile.</translation>
  </message>
  <message>
   <source>Enlarges the picture and keeps it sharp.</source>
   <translation>Enlarges the picture and keeps it sharp.</translation>
  </message>
  <message>
   <source>Enlarges worn and noisy pictures four times, with crisp detail.</source>
   <translation>Enlarges worn and noisy pictures four times, with crisp detail.</translation>
  </message>
  <message>
   <source>Enlarging</source>
   <translation>Enlarging</translation>
  </message>
  <message>
   <source>Enter</source>
   <translation>Enter</translation>
  </message>
  <message>
   <source>Eraser</source>
   <translation>Eraser</translation>
  </message>
  <message>
   <source>Euler</source>
   <translation>Euler</translation>
  </message>
  <message>
   <source>Euler a</source>
   <translation>Euler a</translation>
  </message>
  <message>
   <source>Everything</source>
   <translation>Everything</translation>
  </message>
  <message>
   <source>Everything in Limner works without models, and better with them. Drop model files here: they are used where they lie.</source>
   <translation>Everything in Limner works without models, and better with them. Drop model files here: they are used where they lie.</translation>
  </message>
  <message>
   <source>Examples</source>
   <translation>Examples</translation>
  </message>
  <message>
   <source>Exclusion</source>
   <translation>Exclusion</translation>
  </message>
  <message>
   <source>Expand</source>
   <translation>Expand</translation>
  </message>
  <message>
   <source>Expand into the margin</source>
   <translation>Expand into the margin</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Export</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>Export…</translation>
  </message>
  <message>
   <source>Exposure</source>
   <translation>Exposure</translation>
  </message>
  <message>
   <source>Exposure…</source>
   <translation>Exposure…</translation>
  </message>
  <message>
   <source>Extend</source>
   <translation>Extend</translation>
  </message>
  <message>
   <source>Extend picture</source>
   <translation>Extend picture</translation>
  </message>
  <message>
   <source>Extends the picture beyond its edges.</source>
   <translation>Extends the picture beyond its edges.</translation>
  </message>
  <message>
   <source>F shows the next one.</source>
   <translation>F shows the next one.</translation>
  </message>
  <message>
   <source>F: next view. P: original. [ and ]: size of the brush. Alt: the contrary. Space or the middle button moves the picture.</source>
   <translation>F: next view. P: original. [ and ]: size of the brush. Alt: the contrary. Space or the middle button moves the picture.</translation>
  </message>
  <message>
   <source>Face restorer</source>
   <translation>Face restorer</translation>
  </message>
  <message>
   <source>Fades over {n} px</source>
   <translation>Fades over {n} px</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>Failed</translation>
  </message>
  <message>
   <source>Faithful</source>
   <translation>Faithful</translation>
  </message>
  <message>
   <source>Faithful keeps what is there. Clean up also takes away noise and the traces of JPEG; automatic chooses it where it measures them. Classic works without a network. An installed model has its own look.</source>
   <translation>Faithful keeps what is there. Clean up also takes away noise and the traces of JPEG; automatic chooses it where it measures them. Classic works without a network. An installed model has its own look.</translation>
  </message>
  <message>
   <source>Fast</source>
   <translation>Fast</translation>
  </message>
  <message>
   <source>Faster after the first picture: compiled models</source>
   <translation>Faster after the first picture: compiled models</translation>
  </message>
  <message>
   <source>Faster, slightly different pictures: block cache</source>
   <translation>Faster, slightly different pictures: block cache</translation>
  </message>
  <message>
   <source>Feather</source>
   <translation>Feather</translation>
  </message>
  <message>
   <source>Feather…</source>
   <translation>Feather…</translation>
  </message>
  <message>
   <source>Fidelity</source>
   <translation>Fidelity</translation>
  </message>
  <message>
   <source>File</source>
   <translation>File</translation>
  </message>
  <message>
   <source>Fill</source>
   <translation>Fill</translation>
  </message>
  <message>
   <source>Fill by a model</source>
   <translation>Fill by a model</translation>
  </message>
  <message>
   <source>Fill it…</source>
   <translation>Fill it…</translation>
  </message>
  <message>
   <source>Fill the mask</source>
   <translation>Fill the mask</translation>
  </message>
  <message>
   <source>Fill with background</source>
   <translation>Fill with background</translation>
  </message>
  <message>
   <source>Fill with foreground</source>
   <translation>Fill with foreground</translation>
  </message>
  <message>
   <source>Filling</source>
   <translation>Filling</translation>
  </message>
  <message>
   <source>Fills selections that match what is around them.</source>
   <translation>Fills selections that match what is around them.</translation>
  </message>
  <message>
   <source>Fill…</source>
   <translation>Fill…</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>Filter</translation>
  </message>
  <message>
   <source>Find damage</source>
   <translation>Find damage</translation>
  </message>
  <message>
   <source>Find damage…</source>
   <translation>Find damage…</translation>
  </message>
  <message>
   <source>Finding a first guess</source>
   <translation>Finding a first guess</translation>
  </message>
  <message>
   <source>Finding people</source>
   <translation>Finding people</translation>
  </message>
  <message>
   <source>Finding the object</source>
   <translation>Finding the object</translation>
  </message>
  <message>
   <source>Finest quality</source>
   <translation>Finest quality</translation>
  </message>
  <message>
   <source>Finger painting</source>
   <translation>Finger painting</translation>
  </message>
  <message>
   <source>Finish by</source>
   <translation>Finish by</translation>
  </message>
  <message>
   <source>Fit in the window</source>
   <translation>Fit in the window</translation>
  </message>
  <message>
   <source>Fits</source>
   <translation>Fits</translation>
  </message>
  <message>
   <source>Fits with less speed: it wants {need} of graphics memory, this computer has {have}.</source>
   <translation>Fits with less speed: it wants {need} of graphics memory, this computer has {have}.</translation>
  </message>
  <message>
   <source>FlashAttention</source>
   <translation>FlashAttention</translation>
  </message>
  <message>
   <source>Flatten</source>
   <translation>Flatten</translation>
  </message>
  <message>
   <source>Flattening colours</source>
   <translation>Flattening colours</translation>
  </message>
  <message>
   <source>Flip</source>
   <translation>Flip</translation>
  </message>
  <message>
   <source>Flip horizontally</source>
   <translation>Flip horizontally</translation>
  </message>
  <message>
   <source>Flip layer horizontally</source>
   <translation>Flip layer horizontally</translation>
  </message>
  <message>
   <source>Flip layer vertically</source>
   <translation>Flip layer vertically</translation>
  </message>
  <message>
   <source>Flip vertically</source>
   <translation>Flip vertically</translation>
  </message>
  <message>
   <source>Flow</source>
   <translation>Flow</translation>
  </message>
  <message>
   <source>Focus area</source>
   <translation>Focus area</translation>
  </message>
  <message>
   <source>Folder for downloads</source>
   <translation>Folder for downloads</translation>
  </message>
  <message>
   <source>Follows long descriptions, draws hands and words well, and needs four steps only.</source>
   <translation>Follows long descriptions, draws hands and words well, and needs four steps only.</translation>
  </message>
  <message>
   <source>Font</source>
   <translation>Font</translation>
  </message>
  <message>
   <source>For printing; no pixel changes.</source>
   <translation>For printing; no pixel changes.</translation>
  </message>
  <message>
   <source>Foreground and background colour</source>
   <translation>Foreground and background colour</translation>
  </message>
  <message>
   <source>Foreground and background: click one to edit it</source>
   <translation>Foreground and background: click one to edit it</translation>
  </message>
  <message>
   <source>Foreground colour</source>
   <translation>Foreground colour</translation>
  </message>
  <message>
   <source>Foreground to background</source>
   <translation>Foreground to background</translation>
  </message>
  <message>
   <source>Foreground to transparent</source>
   <translation>Foreground to transparent</translation>
  </message>
  <message>
   <source>Forget it</source>
   <translation>Forget it</translation>
  </message>
  <message>
   <source>Forget them</source>
   <translation>Forget them</translation>
  </message>
  <message>
   <source>Format</source>
   <translation>Format</translation>
  </message>
  <message>
   <source>Formats that can: {known}.</source>
   <translation>Formats that can: {known}.</translation>
  </message>
  <message>
   <source>Free</source>
   <translation>Free</translation>
  </message>
  <message>
   <source>Free for any use, business included, except the harmful uses that the licence lists.</source>
   <translation>Free for any use, business included, except the harmful uses that the licence lists.</translation>
  </message>
  <message>
   <source>Free for any use, business included, except the military and other uses that the licence lists.</source>
   <translation>Free for any use, business included, except the military and other uses that the licence lists.</translation>
  </message>
  <message>
   <source>Free for any use, business included.</source>
   <translation>Free for any use, business included.</translation>
  </message>
  <message>
   <source>Free for people and for companies with less than one million dollars of revenue a year; others need a licence.</source>
   <translation>Free for people and for companies with less than one million dollars of revenue a year; others need a licence.</translation>
  </message>
  <message>
   <source>Free for private and scientific use, not for business; the makers must be named.</source>
   <translation>Free for private and scientific use, not for business; the makers must be named.</translation>
  </message>
  <message>
   <source>Free for private and scientific use; business needs an agreement with BRIA AI.</source>
   <translation>Free for private and scientific use; business needs an agreement with BRIA AI.</translation>
  </message>
  <message>
   <source>Free memory now</source>
   <translation>Free memory now</translation>
  </message>
  <message>
   <source>Free some space, or choose another folder for models.</source>
   <translation>Free some space, or choose another folder for models.</translation>
  </message>
  <message>
   <source>Free some space, or get the model as a .safetensors file.</source>
   <translation>Free some space, or get the model as a .safetensors file.</translation>
  </message>
  <message>
   <source>Free transform</source>
   <translation>Free transform</translation>
  </message>
  <message>
   <source>Frequency</source>
   <translation>Frequency</translation>
  </message>
  <message>
   <source>From</source>
   <translation>From</translation>
  </message>
  <message>
   <source>From a file</source>
   <translation>From a file</translation>
  </message>
  <message>
   <source>From a file…</source>
   <translation>From a file…</translation>
  </message>
  <message>
   <source>From broad to fine strokes.</source>
   <translation>From broad to fine strokes.</translation>
  </message>
  <message>
   <source>From the active layer</source>
   <translation>From the active layer</translation>
  </message>
  <message>
   <source>From the layer mask</source>
   <translation>From the layer mask</translation>
  </message>
  <message>
   <source>From the layer's pixels</source>
   <translation>From the layer's pixels</translation>
  </message>
  <message>
   <source>From the selection</source>
   <translation>From the selection</translation>
  </message>
  <message>
   <source>From the selection, or one that shows everything.</source>
   <translation>From the selection, or one that shows everything.</translation>
  </message>
  <message>
   <source>From the strongest lines to every fine one.</source>
   <translation>From the strongest lines to every fine one.</translation>
  </message>
  <message>
   <source>From the visible picture</source>
   <translation>From the visible picture</translation>
  </message>
  <message>
   <source>From which step to which. Early steps decide the layout, late ones the detail.</source>
   <translation>From which step to which. Early steps decide the layout, late ones the detail.</translation>
  </message>
  <message>
   <source>From {start} % to {end} % of the steps</source>
   <translation>From {start} % to {end} % of the steps</translation>
  </message>
  <message>
   <source>Full (4:4:4)</source>
   <translation>Full (4:4:4)</translation>
  </message>
  <message>
   <source>Full HD</source>
   <translation>Full HD</translation>
  </message>
  <message>
   <source>Full screen</source>
   <translation>Full screen</translation>
  </message>
  <message>
   <source>Fuzziness</source>
   <translation>Fuzziness</translation>
  </message>
  <message>
   <source>GIF</source>
   <translation>GIF</translation>
  </message>
  <message>
   <source>Gamma</source>
   <translation>Gamma</translation>
  </message>
  <message>
   <source>Gaussian blur</source>
   <translation>Gaussian blur</translation>
  </message>
  <message>
   <source>Gaussian blur…</source>
   <translation>Gaussian blur…</translation>
  </message>
  <message>
   <source>Generate</source>
   <translation>Generate</translation>
  </message>
  <message>
   <source>Generate in selection</source>
   <translation>Generate in selection</translation>
  </message>
  <message>
   <source>Generate on new layer</source>
   <translation>Generate on new layer</translation>
  </message>
  <message>
   <source>Generate picture</source>
   <translation>Generate picture</translation>
  </message>
  <message>
   <source>Generate…</source>
   <translation>Generate…</translation>
  </message>
  <message>
   <source>Get a model</source>
   <translation>Get a model</translation>
  </message>
  <message>
   <source>Get it as a diffusers folder.</source>
   <translation>Get it as a diffusers folder.</translation>
  </message>
  <message>
   <source>Get its whole folder with tokenizer.json, or a GGUF file of Qwen, Llama, Gemma or Phi.</source>
   <translation>Get its whole folder with tokenizer.json, or a GGUF file of Qwen, Llama, Gemma or Phi.</translation>
  </message>
  <message>
   <source>Get the file again, or save it anew in the program that made it. ({reason})</source>
   <translation>Get the file again, or save it anew in the program that made it. ({reason})</translation>
  </message>
  <message>
   <source>Get the file again.</source>
   <translation>Get the file again.</translation>
  </message>
  <message>
   <source>Get the same model as GGUF, fp8 or nf4.</source>
   <translation>Get the same model as GGUF, fp8 or nf4.</translation>
  </message>
  <message>
   <source>Get the same network as a .safetensors or .pth file.</source>
   <translation>Get the same network as a .safetensors or .pth file.</translation>
  </message>
  <message>
   <source>Get them in the model window, or put such files beside the model or into its text_encoders and vae folders: {files}.</source>
   <translation>Get them in the model window, or put such files beside the model or into its text_encoders and vae folders: {files}.</translation>
  </message>
  <message>
   <source>Get {other} instead.</source>
   <translation>Get {other} instead.</translation>
  </message>
  <message>
   <source>Give a finished map, as a layer or a file.</source>
   <translation>Give a finished map, as a layer or a file.</translation>
  </message>
  <message>
   <source>Give a point on it, or a box around it.</source>
   <translation>Give a point on it, or a box around it.</translation>
  </message>
  <message>
   <source>Give at least one side a width above 0.</source>
   <translation>Give at least one side a width above 0.</translation>
  </message>
  <message>
   <source>Gives the layer the light and colours of what is around it.</source>
   <translation>Gives the layer the light and colours of what is around it.</translation>
  </message>
  <message>
   <source>Goes to {folder}</source>
   <translation>Goes to {folder}</translation>
  </message>
  <message>
   <source>Gradient</source>
   <translation>Gradient</translation>
  </message>
  <message>
   <source>Gradient map</source>
   <translation>Gradient map</translation>
  </message>
  <message>
   <source>Gradient map…</source>
   <translation>Gradient map…</translation>
  </message>
  <message>
   <source>Grain</source>
   <translation>Grain</translation>
  </message>
  <message>
   <source>Grain…</source>
   <translation>Grain…</translation>
  </message>
  <message>
   <source>Green</source>
   <translation>Green</translation>
  </message>
  <message>
   <source>Green: constant</source>
   <translation>Green: constant</translation>
  </message>
  <message>
   <source>Green: of blue</source>
   <translation>Green: of blue</translation>
  </message>
  <message>
   <source>Green: of green</source>
   <translation>Green: of green</translation>
  </message>
  <message>
   <source>Green: of red</source>
   <translation>Green: of red</translation>
  </message>
  <message>
   <source>Greens</source>
   <translation>Greens</translation>
  </message>
  <message>
   <source>Grey</source>
   <translation>Grey</translation>
  </message>
  <message>
   <source>Group</source>
   <translation>Group</translation>
  </message>
  <message>
   <source>Grow</source>
   <translation>Grow</translation>
  </message>
  <message>
   <source>Grow selection</source>
   <translation>Grow selection</translation>
  </message>
  <message>
   <source>Grow to similar</source>
   <translation>Grow to similar</translation>
  </message>
  <message>
   <source>Grown by {n} px</source>
   <translation>Grown by {n} px</translation>
  </message>
  <message>
   <source>Grow…</source>
   <translation>Grow…</translation>
  </message>
  <message>
   <source>Guidance</source>
   <translation>Guidance</translation>
  </message>
  <message>
   <source>Guide</source>
   <translation>Guide</translation>
  </message>
  <message>
   <source>Guides</source>
   <translation>Guides</translation>
  </message>
  <message>
   <source>H</source>
   <translation>H</translation>
  </message>
  <message>
   <source>Half</source>
   <translation>Half</translation>
  </message>
  <message>
   <source>Hand</source>
   <translation>Hand</translation>
  </message>
  <message>
   <source>Hard edges keep a narrow border, hair and leaves get a wide one.</source>
   <translation>Hard edges keep a narrow border, hair and leaves get a wide one.</translation>
  </message>
  <message>
   <source>Hard light</source>
   <translation>Hard light</translation>
  </message>
  <message>
   <source>Hard mix</source>
   <translation>Hard mix</translation>
  </message>
  <message>
   <source>Hardness</source>
   <translation>Hardness</translation>
  </message>
  <message>
   <source>Hatching</source>
   <translation>Hatching</translation>
  </message>
  <message>
   <source>Healing brush</source>
   <translation>Healing brush</translation>
  </message>
  <message>
   <source>Height</source>
   <translation>Height</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>Help</translation>
  </message>
  <message>
   <source>Hide all</source>
   <translation>Hide all</translation>
  </message>
  <message>
   <source>Hide layer</source>
   <translation>Hide layer</translation>
  </message>
  <message>
   <source>Hide or show the panels</source>
   <translation>Hide or show the panels</translation>
  </message>
  <message>
   <source>Hide the selection</source>
   <translation>Hide the selection</translation>
  </message>
  <message>
   <source>Hides it with a mask; nothing is lost.</source>
   <translation>Hides it with a mask; nothing is lost.</translation>
  </message>
  <message>
   <source>Hides the background of the layer with a mask. Without a model, what the subject is is guessed from colours: good on plain backgrounds.</source>
   <translation>Hides the background of the layer with a mask. Without a model, what the subject is is guessed from colours: good on plain backgrounds.</translation>
  </message>
  <message>
   <source>Highlights</source>
   <translation>Highlights</translation>
  </message>
  <message>
   <source>Highlights: cyan to red</source>
   <translation>Highlights: cyan to red</translation>
  </message>
  <message>
   <source>Highlights: magenta to green</source>
   <translation>Highlights: magenta to green</translation>
  </message>
  <message>
   <source>Highlights: yellow to blue</source>
   <translation>Highlights: yellow to blue</translation>
  </message>
  <message>
   <source>History</source>
   <translation>History</translation>
  </message>
  <message>
   <source>History budget</source>
   <translation>History budget</translation>
  </message>
  <message>
   <source>Hold to see the original (`)</source>
   <translation>Hold to see the original (`)</translation>
  </message>
  <message>
   <source>Hold to see the picture as it was.</source>
   <translation>Hold to see the picture as it was.</translation>
  </message>
  <message>
   <source>How</source>
   <translation>How</translation>
  </message>
  <message>
   <source>How closely a model follows the words. 0 is what the model was made for.</source>
   <translation>How closely a model follows the words. 0 is what the model was made for.</translation>
  </message>
  <message>
   <source>How closely brightness and colours keep to the picture.</source>
   <translation>How closely brightness and colours keep to the picture.</translation>
  </message>
  <message>
   <source>How far a model may leave the picture.</source>
   <translation>How far a model may leave the picture.</translation>
  </message>
  <message>
   <source>How far a model may leave what is there now. Below 1 it refines.</source>
   <translation>How far a model may leave what is there now. Below 1 it refines.</translation>
  </message>
  <message>
   <source>How far around a place decides whether it lies in shadow.</source>
   <translation>How far around a place decides whether it lies in shadow.</translation>
  </message>
  <message>
   <source>How far around the selection the fill without a model looks for what to copy. 0 is as far as the selection is large.</source>
   <translation>How far around the selection the fill without a model looks for what to copy. 0 is as far as the selection is large.</translation>
  </message>
  <message>
   <source>How far beyond the edge a model may repaint to meet it; outside the selection the picture is kept all the same. 0 is chosen by itself.</source>
   <translation>How far beyond the edge a model may repaint to meet it; outside the selection the picture is kept all the same. 0 is chosen by itself.</translation>
  </message>
  <message>
   <source>How far from the border the picture decides what belongs to the selection.</source>
   <translation>How far from the border the picture decides what belongs to the selection.</translation>
  </message>
  <message>
   <source>How far from the pointer an edge is looked for, in px of the screen.</source>
   <translation>How far from the pointer an edge is looked for, in px of the screen.</translation>
  </message>
  <message>
   <source>How far from the sampled colours the selection reaches.</source>
   <translation>How far from the sampled colours the selection reaches.</translation>
  </message>
  <message>
   <source>How far paint is carried.</source>
   <translation>How far paint is carried.</translation>
  </message>
  <message>
   <source>How far the picture may change. Not every model listens to it.</source>
   <translation>How far the picture may change. Not every model listens to it.</translation>
  </message>
  <message>
   <source>How far the selection fades beyond.</source>
   <translation>How far the selection fades beyond.</translation>
  </message>
  <message>
   <source>How it guides</source>
   <translation>How it guides</translation>
  </message>
  <message>
   <source>How much is drawn anew.</source>
   <translation>How much is drawn anew.</translation>
  </message>
  <message>
   <source>How much of the fine grain stays.</source>
   <translation>How much of the fine grain stays.</translation>
  </message>
  <message>
   <source>How much of the surroundings a model sees.</source>
   <translation>How much of the surroundings a model sees.</translation>
  </message>
  <message>
   <source>How often an anchor is set by itself.</source>
   <translation>How often an anchor is set by itself.</translation>
  </message>
  <message>
   <source>How sure the model has to be. Less selects more.</source>
   <translation>How sure the model has to be. Less selects more.</translation>
  </message>
  <message>
   <source>How the noise is taken away. Automatic is the model's own.</source>
   <translation>How the noise is taken away. Automatic is the model's own.</translation>
  </message>
  <message>
   <source>How the result is joined; the best is measured by its seam.</source>
   <translation>How the result is joined; the best is measured by its seam.</translation>
  </message>
  <message>
   <source>How well the picture fits the words, 0 to 1, by the installed CLIP.</source>
   <translation>How well the picture fits the words, 0 to 1, by the installed CLIP.</translation>
  </message>
  <message>
   <source>How wide the result is; the height follows. At 0 the scale decides.</source>
   <translation>How wide the result is; the height follows. At 0 the scale decides.</translation>
  </message>
  <message>
   <source>Hue</source>
   <translation>Hue</translation>
  </message>
  <message>
   <source>Hue and saturation</source>
   <translation>Hue and saturation</translation>
  </message>
  <message>
   <source>Hue and saturation…</source>
   <translation>Hue and saturation…</translation>
  </message>
  <message>
   <source>I accept the licence</source>
   <translation>I accept the licence</translation>
  </message>
  <message>
   <source>I accept the licences</source>
   <translation>I accept the licences</translation>
  </message>
  <message>
   <source>IP-Adapter</source>
   <translation>IP-Adapter</translation>
  </message>
  <message>
   <source>IP-Adapters cannot be used here with this model.</source>
   <translation>IP-Adapters cannot be used here with this model.</translation>
  </message>
  <message>
   <source>Ignore cancel</source>
   <translation>Ignore cancel</translation>
  </message>
  <message>
   <source>Illustrations and portraits on small graphics cards, or on the processor.</source>
   <translation>Illustrations and portraits on small graphics cards, or on the processor.</translation>
  </message>
  <message>
   <source>Image</source>
   <translation>Image</translation>
  </message>
  <message>
   <source>Image size</source>
   <translation>Image size</translation>
  </message>
  <message>
   <source>Image size…</source>
   <translation>Image size…</translation>
  </message>
  <message>
   <source>In all tones alike</source>
   <translation>In all tones alike</translation>
  </message>
  <message>
   <source>Ink</source>
   <translation>Ink</translation>
  </message>
  <message>
   <source>Inking</source>
   <translation>Inking</translation>
  </message>
  <message>
   <source>Inpaint</source>
   <translation>Inpaint</translation>
  </message>
  <message>
   <source>Inpaint-trained model where it is better</source>
   <translation>Inpaint-trained model where it is better</translation>
  </message>
  <message>
   <source>Inpainting network</source>
   <translation>Inpainting network</translation>
  </message>
  <message>
   <source>Inpaint…</source>
   <translation>Inpaint…</translation>
  </message>
  <message>
   <source>Input black</source>
   <translation>Input black</translation>
  </message>
  <message>
   <source>Input white</source>
   <translation>Input white</translation>
  </message>
  <message>
   <source>Inside</source>
   <translation>Inside</translation>
  </message>
  <message>
   <source>Inside an area</source>
   <translation>Inside an area</translation>
  </message>
  <message>
   <source>Install Depth Anything under Models.</source>
   <translation>Install Depth Anything under Models.</translation>
  </message>
  <message>
   <source>Install SAM 3 or CLIPSeg under Models, or select it yourself.</source>
   <translation>Install SAM 3 or CLIPSeg under Models, or select it yourself.</translation>
  </message>
  <message>
   <source>Install SAM 3 or CLIPSeg under Models.</source>
   <translation>Install SAM 3 or CLIPSeg under Models.</translation>
  </message>
  <message>
   <source>Install a ControlNet or IP-Adapter that fits, or remove the guide.</source>
   <translation>Install a ControlNet or IP-Adapter that fits, or remove the guide.</translation>
  </message>
  <message>
   <source>Install an editing model.</source>
   <translation>Install an editing model.</translation>
  </message>
  <message>
   <source>Install one in the models window.</source>
   <translation>Install one in the models window.</translation>
  </message>
  <message>
   <source>Install one such as FLUX.1 Kontext or Qwen-Image-Edit under Models.</source>
   <translation>Install one such as FLUX.1 Kontext or Qwen-Image-Edit under Models.</translation>
  </message>
  <message>
   <source>Install one such as Stable Diffusion XL under Models.</source>
   <translation>Install one such as Stable Diffusion XL under Models.</translation>
  </message>
  <message>
   <source>Install one that fits the model.</source>
   <translation>Install one that fits the model.</translation>
  </message>
  <message>
   <source>Install one, or choose Fill, Expand or Remove.</source>
   <translation>Install one, or choose Fill, Expand or Remove.</translation>
  </message>
  <message>
   <source>Install one, or choose Fill.</source>
   <translation>Install one, or choose Fill.</translation>
  </message>
  <message>
   <source>Install {package} for Limner's Python, or get the model as GGUF, fp8 or one nf4 file.</source>
   <translation>Install {package} for Limner's Python, or get the model as GGUF, fp8 or one nf4 file.</translation>
  </message>
  <message>
   <source>Installed</source>
   <translation>Installed</translation>
  </message>
  <message>
   <source>Installed.</source>
   <translation>Installed.</translation>
  </message>
  <message>
   <source>Instruction</source>
   <translation>Instruction</translation>
  </message>
  <message>
   <source>Intensity</source>
   <translation>Intensity</translation>
  </message>
  <message>
   <source>Intersect with selection</source>
   <translation>Intersect with selection</translation>
  </message>
  <message>
   <source>Into the folder</source>
   <translation>Into the folder</translation>
  </message>
  <message>
   <source>Invert</source>
   <translation>Invert</translation>
  </message>
  <message>
   <source>Invert selection</source>
   <translation>Invert selection</translation>
  </message>
  <message>
   <source>It can be taken back from there.</source>
   <translation>It can be taken back from there.</translation>
  </message>
  <message>
   <source>It did not work.</source>
   <translation>It did not work.</translation>
  </message>
  <message>
   <source>It is made where it is missing.</source>
   <translation>It is made where it is missing.</translation>
  </message>
  <message>
   <source>It is not known for certain what this file is.</source>
   <translation>It is not known for certain what this file is.</translation>
  </message>
  <message>
   <source>It is not known what this file is.</source>
   <translation>It is not known what this file is.</translation>
  </message>
  <message>
   <source>It is not known yet whether it fits.</source>
   <translation>It is not known yet whether it fits.</translation>
  </message>
  <message>
   <source>It is not said which object is meant.</source>
   <translation>It is not said which object is meant.</translation>
  </message>
  <message>
   <source>It may hold {fields}.</source>
   <translation>It may hold {fields}.</translation>
  </message>
  <message>
   <source>It was thrown away. Look at the model's page.</source>
   <translation>It was thrown away. Look at the model's page.</translation>
  </message>
  <message>
   <source>Italic</source>
   <translation>Italic</translation>
  </message>
  <message>
   <source>Its file may be damaged.</source>
   <translation>Its file may be damaged.</translation>
  </message>
  <message>
   <source>JPEG</source>
   <translation>JPEG</translation>
  </message>
  <message>
   <source>JPEG 2000</source>
   <translation>JPEG 2000</translation>
  </message>
  <message>
   <source>Joining</source>
   <translation>Joining</translation>
  </message>
  <message>
   <source>Joining the pieces</source>
   <translation>Joining the pieces</translation>
  </message>
  <message>
   <source>Keep brightness</source>
   <translation>Keep brightness</translation>
  </message>
  <message>
   <source>Keep colours</source>
   <translation>Keep colours</translation>
  </message>
  <message>
   <source>Keep detail</source>
   <translation>Keep detail</translation>
  </message>
  <message>
   <source>Keep one piece</source>
   <translation>Keep one piece</translation>
  </message>
  <message>
   <source>Keep proportions</source>
   <translation>Keep proportions</translation>
  </message>
  <message>
   <source>Keep this seed: the same settings give the same picture</source>
   <translation>Keep this seed: the same settings give the same picture</translation>
  </message>
  <message>
   <source>Keep this version</source>
   <translation>Keep this version</translation>
  </message>
  <message>
   <source>Keep what is there</source>
   <translation>Keep what is there</translation>
  </message>
  <message>
   <source>Keeps shapes, and leaves details free.</source>
   <translation>Keeps shapes, and leaves details free.</translation>
  </message>
  <message>
   <source>Keeps the outlines of a picture.</source>
   <translation>Keeps the outlines of a picture.</translation>
  </message>
  <message>
   <source>Keeps the selection as a region with a strength of its own, so that more can be selected. All are changed in one run.</source>
   <translation>Keeps the selection as a region with a strength of its own, so that more can be selected. All are changed in one run.</translation>
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation>Keyboard shortcuts</translation>
  </message>
  <message>
   <source>Keyboard shortcuts…</source>
   <translation>Keyboard shortcuts…</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>Kind</translation>
  </message>
  <message>
   <source>Kind of guide</source>
   <translation>Kind of guide</translation>
  </message>
  <message>
   <source>LCM</source>
   <translation>LCM</translation>
  </message>
  <message>
   <source>Lanczos</source>
   <translation>Lanczos</translation>
  </message>
  <message>
   <source>Lanczos (sharp)</source>
   <translation>Lanczos (sharp)</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Language</translation>
  </message>
  <message>
   <source>Language model</source>
   <translation>Language model</translation>
  </message>
  <message>
   <source>Larger brush</source>
   <translation>Larger brush</translation>
  </message>
  <message>
   <source>Lasso</source>
   <translation>Lasso</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>Later</translation>
  </message>
  <message>
   <source>Layer</source>
   <translation>Layer</translation>
  </message>
  <message>
   <source>Layer mask</source>
   <translation>Layer mask</translation>
  </message>
  <message>
   <source>Layer of the context</source>
   <translation>Layer of the context</translation>
  </message>
  <message>
   <source>Layer opacity</source>
   <translation>Layer opacity</translation>
  </message>
  <message>
   <source>Layers</source>
   <translation>Layers</translation>
  </message>
  <message>
   <source>Laying strokes</source>
   <translation>Laying strokes</translation>
  </message>
  <message>
   <source>Leave a part of the picture unselected.</source>
   <translation>Leave a part of the picture unselected.</translation>
  </message>
  <message>
   <source>Left</source>
   <translation>Left</translation>
  </message>
  <message>
   <source>Length of the string that pulls the tip.</source>
   <translation>Length of the string that pulls the tip.</translation>
  </message>
  <message>
   <source>Lets go of the loaded models.</source>
   <translation>Lets go of the loaded models.</translation>
  </message>
  <message>
   <source>Letter spacing</source>
   <translation>Letter spacing</translation>
  </message>
  <message>
   <source>Level</source>
   <translation>Level</translation>
  </message>
  <message>
   <source>Levels</source>
   <translation>Levels</translation>
  </message>
  <message>
   <source>Levels…</source>
   <translation>Levels…</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Light</translation>
  </message>
  <message>
   <source>Light theme</source>
   <translation>Light theme</translation>
  </message>
  <message>
   <source>Lighten</source>
   <translation>Lighten</translation>
  </message>
  <message>
   <source>Lighter color</source>
   <translation>Lighter color</translation>
  </message>
  <message>
   <source>Lightness</source>
   <translation>Lightness</translation>
  </message>
  <message>
   <source>Limner document</source>
   <translation>Limner document</translation>
  </message>
  <message>
   <source>Limner uses .safetensors, .gguf and .pth, .pt, .ckpt files.</source>
   <translation>Limner uses .safetensors, .gguf and .pth, .pt, .ckpt files.</translation>
  </message>
  <message>
   <source>Limner was not closed properly. Your unsaved work is open again.</source>
   <translation>Limner was not closed properly. Your unsaved work is open again.</translation>
  </message>
  <message>
   <source>Line art</source>
   <translation>Line art</translation>
  </message>
  <message>
   <source>Line height</source>
   <translation>Line height</translation>
  </message>
  <message>
   <source>Linear</source>
   <translation>Linear</translation>
  </message>
  <message>
   <source>Linear (soft)</source>
   <translation>Linear (soft)</translation>
  </message>
  <message>
   <source>Linear burn</source>
   <translation>Linear burn</translation>
  </message>
  <message>
   <source>Linear dodge (add)</source>
   <translation>Linear dodge (add)</translation>
  </message>
  <message>
   <source>Linear light</source>
   <translation>Linear light</translation>
  </message>
  <message>
   <source>Liquify</source>
   <translation>Liquify</translation>
  </message>
  <message>
   <source>LoRA</source>
   <translation>LoRA</translation>
  </message>
  <message>
   <source>LoRAs and embeddings</source>
   <translation>LoRAs and embeddings</translation>
  </message>
  <message>
   <source>LoRAs cannot be used with this model.</source>
   <translation>LoRAs cannot be used with this model.</translation>
  </message>
  <message>
   <source>Load selection</source>
   <translation>Load selection</translation>
  </message>
  <message>
   <source>Load selection…</source>
   <translation>Load selection…</translation>
  </message>
  <message>
   <source>Loading the model</source>
   <translation>Loading the model</translation>
  </message>
  <message>
   <source>Localised</source>
   <translation>Localised</translation>
  </message>
  <message>
   <source>Location</source>
   <translation>Location</translation>
  </message>
  <message>
   <source>Lock</source>
   <translation>Lock</translation>
  </message>
  <message>
   <source>Lock layer</source>
   <translation>Lock layer</translation>
  </message>
  <message>
   <source>Lock transparency</source>
   <translation>Lock transparency</translation>
  </message>
  <message>
   <source>Long texts in pictures, English and Chinese; wants a large graphics card.</source>
   <translation>Long texts in pictures, English and Chinese; wants a large graphics card.</translation>
  </message>
  <message>
   <source>Look</source>
   <translation>Look</translation>
  </message>
  <message>
   <source>Look again</source>
   <translation>Look again</translation>
  </message>
  <message>
   <source>Look at the model's page.</source>
   <translation>Look at the model's page.</translation>
  </message>
  <message>
   <source>Look for the safetensors version of it.</source>
   <translation>Look for the safetensors version of it.</translation>
  </message>
  <message>
   <source>Looking at the picture</source>
   <translation>Looking at the picture</translation>
  </message>
  <message>
   <source>Looking for damage</source>
   <translation>Looking for damage</translation>
  </message>
  <message>
   <source>Looking for people</source>
   <translation>Looking for people</translation>
  </message>
  <message>
   <source>Looking for the edges</source>
   <translation>Looking for the edges</translation>
  </message>
  <message>
   <source>Looking for the object</source>
   <translation>Looking for the object</translation>
  </message>
  <message>
   <source>Looks like a VAE.</source>
   <translation>Looks like a VAE.</translation>
  </message>
  <message>
   <source>Looks like a checkpoint of an unknown family.</source>
   <translation>Looks like a checkpoint of an unknown family.</translation>
  </message>
  <message>
   <source>Looks like a diffusion model of an unknown family.</source>
   <translation>Looks like a diffusion model of an unknown family.</translation>
  </message>
  <message>
   <source>Looks like a network that works on pictures, of a design that is not known here.</source>
   <translation>Looks like a network that works on pictures, of a design that is not known here.</translation>
  </message>
  <message>
   <source>Lossless</source>
   <translation>Lossless</translation>
  </message>
  <message>
   <source>Lower</source>
   <translation>Lower</translation>
  </message>
  <message>
   <source>Luminosity</source>
   <translation>Luminosity</translation>
  </message>
  <message>
   <source>Magentas</source>
   <translation>Magentas</translation>
  </message>
  <message>
   <source>Magic wand</source>
   <translation>Magic wand</translation>
  </message>
  <message>
   <source>Magnetic lasso</source>
   <translation>Magnetic lasso</translation>
  </message>
  <message>
   <source>Make control map</source>
   <translation>Make control map</translation>
  </message>
  <message>
   <source>Make it first.</source>
   <translation>Make it first.</translation>
  </message>
  <message>
   <source>Make it the selection again</source>
   <translation>Make it the selection again</translation>
  </message>
  <message>
   <source>Make one from the picture.</source>
   <translation>Make one from the picture.</translation>
  </message>
  <message>
   <source>Make the map a layer</source>
   <translation>Make the map a layer</translation>
  </message>
  <message>
   <source>Makes a picture from words: a new one, or into the selection.</source>
   <translation>Makes a picture from words: a new one, or into the selection.</translation>
  </message>
  <message>
   <source>Makes a soft border crisp.</source>
   <translation>Makes a soft border crisp.</translation>
  </message>
  <message>
   <source>Makes and edits pictures by instruction, with several reference pictures, in four steps.</source>
   <translation>Makes and edits pictures by instruction, with several reference pictures, in four steps.</translation>
  </message>
  <message>
   <source>Makes the selected part anew. Everything outside the selection stays as it is.</source>
   <translation>Makes the selected part anew. Everything outside the selection stays as it is.</translation>
  </message>
  <message>
   <source>Making pictures</source>
   <translation>Making pictures</translation>
  </message>
  <message>
   <source>Many styles from one model; better text than Stable Diffusion XL.</source>
   <translation>Many styles from one model; better text than Stable Diffusion XL.</translation>
  </message>
  <message>
   <source>Many styles, with a negative prompt; free for every use.</source>
   <translation>Many styles, with a negative prompt; free for every use.</translation>
  </message>
  <message>
   <source>Mask</source>
   <translation>Mask</translation>
  </message>
  <message>
   <source>Mask brush</source>
   <translation>Mask brush</translation>
  </message>
  <message>
   <source>Match colours</source>
   <translation>Match colours</translation>
  </message>
  <message>
   <source>Match colours to the layers below</source>
   <translation>Match colours to the layers below</translation>
  </message>
  <message>
   <source>Matching colours</source>
   <translation>Matching colours</translation>
  </message>
  <message>
   <source>May be copied</source>
   <translation>May be copied</translation>
  </message>
  <message>
   <source>Median</source>
   <translation>Median</translation>
  </message>
  <message>
   <source>Median…</source>
   <translation>Median…</translation>
  </message>
  <message>
   <source>Medium</source>
   <translation>Medium</translation>
  </message>
  <message>
   <source>Merge down</source>
   <translation>Merge down</translation>
  </message>
  <message>
   <source>Merge it down, or choose a pixel layer.</source>
   <translation>Merge it down, or choose a pixel layer.</translation>
  </message>
  <message>
   <source>Merge the group first.</source>
   <translation>Merge the group first.</translation>
  </message>
  <message>
   <source>Merge visible</source>
   <translation>Merge visible</translation>
  </message>
  <message>
   <source>Merged</source>
   <translation>Merged</translation>
  </message>
  <message>
   <source>Mesh</source>
   <translation>Mesh</translation>
  </message>
  <message>
   <source>Metadata</source>
   <translation>Metadata</translation>
  </message>
  <message>
   <source>Method</source>
   <translation>Method</translation>
  </message>
  <message>
   <source>Middle</source>
   <translation>Middle</translation>
  </message>
  <message>
   <source>Midtones</source>
   <translation>Midtones</translation>
  </message>
  <message>
   <source>Midtones: cyan to red</source>
   <translation>Midtones: cyan to red</translation>
  </message>
  <message>
   <source>Midtones: magenta to green</source>
   <translation>Midtones: magenta to green</translation>
  </message>
  <message>
   <source>Midtones: yellow to blue</source>
   <translation>Midtones: yellow to blue</translation>
  </message>
  <message>
   <source>Mirror the view</source>
   <translation>Mirror the view</translation>
  </message>
  <message>
   <source>Missing</source>
   <translation>Missing</translation>
  </message>
  <message>
   <source>Mixed</source>
   <translation>Mixed</translation>
  </message>
  <message>
   <source>Mixing washes</source>
   <translation>Mixing washes</translation>
  </message>
  <message>
   <source>Mode</source>
   <translation>Mode</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Model</translation>
  </message>
  <message>
   <source>Model files</source>
   <translation>Model files</translation>
  </message>
  <message>
   <source>Model files…</source>
   <translation>Model files…</translation>
  </message>
  <message>
   <source>Model folders</source>
   <translation>Model folders</translation>
  </message>
  <message>
   <source>Model of the guide</source>
   <translation>Model of the guide</translation>
  </message>
  <message>
   <source>Model's page</source>
   <translation>Model's page</translation>
  </message>
  <message>
   <source>Models</source>
   <translation>Models</translation>
  </message>
  <message>
   <source>Models are downloaded over encrypted connections only.</source>
   <translation>Models are downloaded over encrypted connections only.</translation>
  </message>
  <message>
   <source>Models…</source>
   <translation>Models…</translation>
  </message>
  <message>
   <source>Modify</source>
   <translation>Modify</translation>
  </message>
  <message>
   <source>Monochrome</source>
   <translation>Monochrome</translation>
  </message>
  <message>
   <source>More finds fainter damage, and more that is none.</source>
   <translation>More finds fainter damage, and more that is none.</translation>
  </message>
  <message>
   <source>More options</source>
   <translation>More options</translation>
  </message>
  <message>
   <source>More steps are finer and slower. 0 is as many as the model was made for.</source>
   <translation>More steps are finer and slower. 0 is as many as the model was made for.</translation>
  </message>
  <message>
   <source>Motion blur</source>
   <translation>Motion blur</translation>
  </message>
  <message>
   <source>Motion blur…</source>
   <translation>Motion blur…</translation>
  </message>
  <message>
   <source>Move</source>
   <translation>Move</translation>
  </message>
  <message>
   <source>Move a copy</source>
   <translation>Move a copy</translation>
  </message>
  <message>
   <source>Move along an edge: the line clings to it. A click sets an anchor, Backspace takes one back, Alt draws straight, Enter or a double click closes.</source>
   <translation>Move along an edge: the line clings to it. A click sets an anchor, Backspace takes one back, Alt draws straight, Enter or a double click closes.</translation>
  </message>
  <message>
   <source>Move layer</source>
   <translation>Move layer</translation>
  </message>
  <message>
   <source>Move selection</source>
   <translation>Move selection</translation>
  </message>
  <message>
   <source>Move to the bin</source>
   <translation>Move to the bin</translation>
  </message>
  <message>
   <source>Move {file} to the bin?</source>
   <translation>Move {file} to the bin?</translation>
  </message>
  <message>
   <source>Moves the border inwards or outwards.</source>
   <translation>Moves the border inwards or outwards.</translation>
  </message>
  <message>
   <source>Multiply</source>
   <translation>Multiply</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Name of the area</source>
   <translation>Name of the area</translation>
  </message>
  <message>
   <source>Natural photographs without the polished look of other models.</source>
   <translation>Natural photographs without the polished look of other models.</translation>
  </message>
  <message>
   <source>Navigator</source>
   <translation>Navigator</translation>
  </message>
  <message>
   <source>Nearest (pixel art)</source>
   <translation>Nearest (pixel art)</translation>
  </message>
  <message>
   <source>Nearest neighbour</source>
   <translation>Nearest neighbour</translation>
  </message>
  <message>
   <source>Needs an installed model that reads words, such as SAM 3 or CLIPSeg.</source>
   <translation>Needs an installed model that reads words, such as SAM 3 or CLIPSeg.</translation>
  </message>
  <message>
   <source>Needs parts</source>
   <translation>Needs parts</translation>
  </message>
  <message>
   <source>Needs the package of that name; where it is missing, PyTorch's own is used.</source>
   <translation>Needs the package of that name; where it is missing, PyTorch's own is used.</translation>
  </message>
  <message>
   <source>Negative prompt</source>
   <translation>Negative prompt</translation>
  </message>
  <message>
   <source>Netpbm</source>
   <translation>Netpbm</translation>
  </message>
  <message>
   <source>New adjustment layer</source>
   <translation>New adjustment layer</translation>
  </message>
  <message>
   <source>New area</source>
   <translation>New area</translation>
  </message>
  <message>
   <source>New layer</source>
   <translation>New layer</translation>
  </message>
  <message>
   <source>New layer with mask</source>
   <translation>New layer with mask</translation>
  </message>
  <message>
   <source>New picture</source>
   <translation>New picture</translation>
  </message>
  <message>
   <source>New selection</source>
   <translation>New selection</translation>
  </message>
  <message>
   <source>New…</source>
   <translation>New…</translation>
  </message>
  <message>
   <source>Next document</source>
   <translation>Next document</translation>
  </message>
  <message>
   <source>Next result</source>
   <translation>Next result</translation>
  </message>
  <message>
   <source>Next step</source>
   <translation>Next step</translation>
  </message>
  <message>
   <source>Next variant</source>
   <translation>Next variant</translation>
  </message>
  <message>
   <source>Night</source>
   <translation>Night</translation>
  </message>
  <message>
   <source>No ControlNet for this model is installed.</source>
   <translation>No ControlNet for this model is installed.</translation>
  </message>
  <message>
   <source>No IP-Adapter for this model is installed.</source>
   <translation>No IP-Adapter for this model is installed.</translation>
  </message>
  <message>
   <source>No LoRA for this model is installed.</source>
   <translation>No LoRA for this model is installed.</translation>
  </message>
  <message>
   <source>No LoRA of this name is installed: {names}.</source>
   <translation>No LoRA of this name is installed: {names}.</translation>
  </message>
  <message>
   <source>No area to take from is chosen.</source>
   <translation>No area to take from is chosen.</translation>
  </message>
  <message>
   <source>No damage was found.</source>
   <translation>No damage was found.</translation>
  </message>
  <message>
   <source>No downloads</source>
   <translation>No downloads</translation>
  </message>
  <message>
   <source>No embedding for this model is installed.</source>
   <translation>No embedding for this model is installed.</translation>
  </message>
  <message>
   <source>No filter was applied yet.</source>
   <translation>No filter was applied yet.</translation>
  </message>
  <message>
   <source>No layer is chosen.</source>
   <translation>No layer is chosen.</translation>
  </message>
  <message>
   <source>No models yet</source>
   <translation>No models yet</translation>
  </message>
  <message>
   <source>No picture is open.</source>
   <translation>No picture is open.</translation>
  </message>
  <message>
   <source>No rescue copy can be written: {reason}.</source>
   <translation>No rescue copy can be written: {reason}.</translation>
  </message>
  <message>
   <source>No saved selection, no layer</source>
   <translation>No saved selection, no layer</translation>
  </message>
  <message>
   <source>No subject was found.</source>
   <translation>No subject was found.</translation>
  </message>
  <message>
   <source>Noise</source>
   <translation>Noise</translation>
  </message>
  <message>
   <source>None</source>
   <translation>None</translation>
  </message>
  <message>
   <source>None yet</source>
   <translation>None yet</translation>
  </message>
  <message>
   <source>Normal</source>
   <translation>Normal</translation>
  </message>
  <message>
   <source>Not saved yet</source>
   <translation>Not saved yet</translation>
  </message>
  <message>
   <source>Not understood: {words}</source>
   <translation>Not understood: {words}</translation>
  </message>
  <message>
   <source>Not understood: {words}. The built-in generator knows landscapes, skies, cities, patterns and posters; an installed model knows far more.</source>
   <translation>Not understood: {words}. The built-in generator knows landscapes, skies, cities, patterns and posters; an installed model knows far more.</translation>
  </message>
  <message>
   <source>Not used yet</source>
   <translation>Not used yet</translation>
  </message>
  <message>
   <source>Nothing is copied or moved. What each file is, is told by its contents.</source>
   <translation>Nothing is copied or moved. What each file is, is told by its contents.</translation>
  </message>
  <message>
   <source>Nothing is downloaded unless you press Download.</source>
   <translation>Nothing is downloaded unless you press Download.</translation>
  </message>
  <message>
   <source>Nothing is selected, so there is nothing to change.</source>
   <translation>Nothing is selected, so there is nothing to change.</translation>
  </message>
  <message>
   <source>Nothing is selected.</source>
   <translation>Nothing is selected.</translation>
  </message>
  <message>
   <source>Nothing matches</source>
   <translation>Nothing matches</translation>
  </message>
  <message>
   <source>Nothing of this LoRA fits the model, so it had no effect: {names}.</source>
   <translation>Nothing of this LoRA fits the model, so it had no effect: {names}.</translation>
  </message>
  <message>
   <source>Nothing to compare</source>
   <translation>Nothing to compare</translation>
  </message>
  <message>
   <source>Nothing to show</source>
   <translation>Nothing to show</translation>
  </message>
  <message>
   <source>Nothing was applied. This is a fault of the program; please report it.</source>
   <translation>Nothing was applied. This is a fault of the program; please report it.</translation>
  </message>
  <message>
   <source>Nothing was found.</source>
   <translation>Nothing was found.</translation>
  </message>
  <message>
   <source>Nothing would be left of the selection.</source>
   <translation>Nothing would be left of the selection.</translation>
  </message>
  <message>
   <source>Nothing you edit leaves this computer.</source>
   <translation>Nothing you edit leaves this computer.</translation>
  </message>
  <message>
   <source>Now drag it to what should stand here.</source>
   <translation>Now drag it to what should stand here.</translation>
  </message>
  <message>
   <source>Numbers</source>
   <translation>Numbers</translation>
  </message>
  <message>
   <source>OK</source>
   <translation>OK</translation>
  </message>
  <message>
   <source>Of a mixed grey.</source>
   <translation>Of a mixed grey.</translation>
  </message>
  <message>
   <source>Of lossy files.</source>
   <translation>Of lossy files.</translation>
  </message>
  <message>
   <source>Of one pass at full strength; rubbing on doubles it.</source>
   <translation>Of one pass at full strength; rubbing on doubles it.</translation>
  </message>
  <message>
   <source>Of the decontamination.</source>
   <translation>Of the decontamination.</translation>
  </message>
  <message>
   <source>Of the longest edge of the picture.</source>
   <translation>Of the longest edge of the picture.</translation>
  </message>
  <message>
   <source>Of the size.</source>
   <translation>Of the size.</translation>
  </message>
  <message>
   <source>Of the way from the middle to a corner.</source>
   <translation>Of the way from the middle to a corner.</translation>
  </message>
  <message>
   <source>Of the whole stroke.</source>
   <translation>Of the whole stroke.</translation>
  </message>
  <message>
   <source>Of what was moved.</source>
   <translation>Of what was moved.</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Off</translation>
  </message>
  <message>
   <source>Off keeps them outside the canvas.</source>
   <translation>Off keeps them outside the canvas.</translation>
  </message>
  <message>
   <source>Off: the picture is a finished map, white lines on black for example.</source>
   <translation>Off: the picture is a finished map, white lines on black for example.</translation>
  </message>
  <message>
   <source>Offer a model's version</source>
   <translation>Offer a model's version</translation>
  </message>
  <message>
   <source>Offset</source>
   <translation>Offset</translation>
  </message>
  <message>
   <source>Oil painting</source>
   <translation>Oil painting</translation>
  </message>
  <message>
   <source>On black</source>
   <translation>On black</translation>
  </message>
  <message>
   <source>On nothing</source>
   <translation>On nothing</translation>
  </message>
  <message>
   <source>On white</source>
   <translation>On white</translation>
  </message>
  <message>
   <source>One file for outlines, depth, pose, line art, tiles and inpainting.</source>
   <translation>One file for outlines, depth, pose, line art, tiles and inpainting.</translation>
  </message>
  <message>
   <source>One folder on each line. Models are used in place, never copied.</source>
   <translation>One folder on each line. Models are used in place, never copied.</translation>
  </message>
  <message>
   <source>One hue for the whole picture.</source>
   <translation>One hue for the whole picture.</translation>
  </message>
  <message>
   <source>One moment: the program is getting ready…</source>
   <translation>One moment: the program is getting ready…</translation>
  </message>
  <message>
   <source>Only near the places that were clicked.</source>
   <translation>Only near the places that were clicked.</translation>
  </message>
  <message>
   <source>Only what is connected to the place you click.</source>
   <translation>Only what is connected to the place you click.</translation>
  </message>
  <message>
   <source>Opacity</source>
   <translation>Opacity</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Open</translation>
  </message>
  <message>
   <source>Open a file first.</source>
   <translation>Open a file first.</translation>
  </message>
  <message>
   <source>Open a picture first.</source>
   <translation>Open a picture first.</translation>
  </message>
  <message>
   <source>Open a picture to work on.</source>
   <translation>Open a picture to work on.</translation>
  </message>
  <message>
   <source>Open folder</source>
   <translation>Open folder</translation>
  </message>
  <message>
   <source>Open one or make a new one first.</source>
   <translation>Open one or make a new one first.</translation>
  </message>
  <message>
   <source>Open recent</source>
   <translation>Open recent</translation>
  </message>
  <message>
   <source>Open recent…</source>
   <translation>Open recent…</translation>
  </message>
  <message>
   <source>Open the model's page</source>
   <translation>Open the model's page</translation>
  </message>
  <message>
   <source>Open the model's page: it may ask for an account or a licence.</source>
   <translation>Open the model's page: it may ask for an account or a licence.</translation>
  </message>
  <message>
   <source>Open…</source>
   <translation>Open…</translation>
  </message>
  <message>
   <source>Operation</source>
   <translation>Operation</translation>
  </message>
  <message>
   <source>Original</source>
   <translation>Original</translation>
  </message>
  <message>
   <source>Otherwise they are lost.</source>
   <translation>Otherwise they are lost.</translation>
  </message>
  <message>
   <source>Outline</source>
   <translation>Outline</translation>
  </message>
  <message>
   <source>Outpaint</source>
   <translation>Outpaint</translation>
  </message>
  <message>
   <source>Outpaint…</source>
   <translation>Outpaint…</translation>
  </message>
  <message>
   <source>Output black</source>
   <translation>Output black</translation>
  </message>
  <message>
   <source>Output to</source>
   <translation>Output to</translation>
  </message>
  <message>
   <source>Output white</source>
   <translation>Output white</translation>
  </message>
  <message>
   <source>Outside</source>
   <translation>Outside</translation>
  </message>
  <message>
   <source>Outside an area</source>
   <translation>Outside an area</translation>
  </message>
  <message>
   <source>Over how much more its changes fade. 0 is chosen by size and strength.</source>
   <translation>Over how much more its changes fade. 0 is chosen by size and strength.</translation>
  </message>
  <message>
   <source>Overlap</source>
   <translation>Overlap</translation>
  </message>
  <message>
   <source>Overlay</source>
   <translation>Overlay</translation>
  </message>
  <message>
   <source>PNG</source>
   <translation>PNG</translation>
  </message>
  <message>
   <source>Paint colour away, or more of it in. Alt does the opposite.</source>
   <translation>Paint colour away, or more of it in. Alt does the opposite.</translation>
  </message>
  <message>
   <source>Paint over a spot, a wire, a stranger: it is gone when you let go.</source>
   <translation>Paint over a spot, a wire, a stranger: it is gone when you let go.</translation>
  </message>
  <message>
   <source>Paint over a thing: the selection grows to its edges. Alt takes away.</source>
   <translation>Paint over a thing: the selection grows to its edges. Alt takes away.</translation>
  </message>
  <message>
   <source>Paint over what should be darker. Alt dodges instead.</source>
   <translation>Paint over what should be darker. Alt dodges instead.</translation>
  </message>
  <message>
   <source>Paint over what should be lighter. Alt burns instead.</source>
   <translation>Paint over what should be lighter. Alt burns instead.</translation>
  </message>
  <message>
   <source>Paint the selection with brush and eraser.</source>
   <translation>Paint the selection with brush and eraser.</translation>
  </message>
  <message>
   <source>Painting</source>
   <translation>Painting</translation>
  </message>
  <message>
   <source>Pairs of a sentence and its answer, as JSON.</source>
   <translation>Pairs of a sentence and its answer, as JSON.</translation>
  </message>
  <message>
   <source>Panels</source>
   <translation>Panels</translation>
  </message>
  <message>
   <source>Panorama all around</source>
   <translation>Panorama all around</translation>
  </message>
  <message>
   <source>Part of the picture is missing: get the file again.</source>
   <translation>Part of the picture is missing: get the file again.</translation>
  </message>
  <message>
   <source>Parts of other models</source>
   <translation>Parts of other models</translation>
  </message>
  <message>
   <source>Parts of this model are missing: {parts}.</source>
   <translation>Parts of this model are missing: {parts}.</translation>
  </message>
  <message>
   <source>Pass through</source>
   <translation>Pass through</translation>
  </message>
  <message>
   <source>Paste</source>
   <translation>Paste</translation>
  </message>
  <message>
   <source>Paste as new picture</source>
   <translation>Paste as new picture</translation>
  </message>
  <message>
   <source>Paste in place</source>
   <translation>Paste in place</translation>
  </message>
  <message>
   <source>Pasted</source>
   <translation>Pasted</translation>
  </message>
  <message>
   <source>Patch</source>
   <translation>Patch</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Pause</translation>
  </message>
  <message>
   <source>Pause: no waiting job begins</source>
   <translation>Pause: no waiting job begins</translation>
  </message>
  <message>
   <source>Paused</source>
   <translation>Paused</translation>
  </message>
  <message>
   <source>Paused, {n} waiting</source>
   <translation>Paused, {n} waiting</translation>
  </message>
  <message>
   <source>Pencil</source>
   <translation>Pencil</translation>
  </message>
  <message>
   <source>Percent</source>
   <translation>Percent</translation>
  </message>
  <message>
   <source>Perspective</source>
   <translation>Perspective</translation>
  </message>
  <message>
   <source>Photo 10 × 15 cm, 300 dpi</source>
   <translation>Photo 10 × 15 cm, 300 dpi</translation>
  </message>
  <message>
   <source>Photo filter</source>
   <translation>Photo filter</translation>
  </message>
  <message>
   <source>Photo filter…</source>
   <translation>Photo filter…</translation>
  </message>
  <message>
   <source>Photographs with text in English and Chinese, in eight steps.</source>
   <translation>Photographs with text in English and Chinese, in eight steps.</translation>
  </message>
  <message>
   <source>Photographs: people, places and things that look real.</source>
   <translation>Photographs: people, places and things that look real.</translation>
  </message>
  <message>
   <source>Photoshop</source>
   <translation>Photoshop</translation>
  </message>
  <message>
   <source>Photoshop files can hold at most {most} pixels on an edge.</source>
   <translation>Photoshop files can hold at most {most} pixels on an edge.</translation>
  </message>
  <message>
   <source>Pick by words</source>
   <translation>Pick by words</translation>
  </message>
  <message>
   <source>Pick by words…</source>
   <translation>Pick by words…</translation>
  </message>
  <message>
   <source>Picture at</source>
   <translation>Picture at</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>Pictures</translation>
  </message>
  <message>
   <source>Pictures exported here say it, and those of programs that write a line of parameters.</source>
   <translation>Pictures exported here say it, and those of programs that write a line of parameters.</translation>
  </message>
  <message>
   <source>Pin light</source>
   <translation>Pin light</translation>
  </message>
  <message>
   <source>Pinch</source>
   <translation>Pinch</translation>
  </message>
  <message>
   <source>Pixel grid</source>
   <translation>Pixel grid</translation>
  </message>
  <message>
   <source>Pixel grid above 800 %</source>
   <translation>Pixel grid above 800 %</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>Place</translation>
  </message>
  <message>
   <source>Place as a layer</source>
   <translation>Place as a layer</translation>
  </message>
  <message>
   <source>Place as layers</source>
   <translation>Place as layers</translation>
  </message>
  <message>
   <source>Place as layer…</source>
   <translation>Place as layer…</translation>
  </message>
  <message>
   <source>Pointillism</source>
   <translation>Pointillism</translation>
  </message>
  <message>
   <source>Points on the object, as x,y x,y in pixels.</source>
   <translation>Points on the object, as x,y x,y in pixels.</translation>
  </message>
  <message>
   <source>Points that do not belong to it.</source>
   <translation>Points that do not belong to it.</translation>
  </message>
  <message>
   <source>Polygon selection</source>
   <translation>Polygon selection</translation>
  </message>
  <message>
   <source>Portrait post</source>
   <translation>Portrait post</translation>
  </message>
  <message>
   <source>Pose (needs a model)</source>
   <translation>Pose (needs a model)</translation>
  </message>
  <message>
   <source>Poses</source>
   <translation>Poses</translation>
  </message>
  <message>
   <source>Poster</source>
   <translation>Poster</translation>
  </message>
  <message>
   <source>Posterize</source>
   <translation>Posterize</translation>
  </message>
  <message>
   <source>Posterize…</source>
   <translation>Posterize…</translation>
  </message>
  <message>
   <source>Preferences</source>
   <translation>Preferences</translation>
  </message>
  <message>
   <source>Preferences…</source>
   <translation>Preferences…</translation>
  </message>
  <message>
   <source>Preset</source>
   <translation>Preset</translation>
  </message>
  <message>
   <source>Pressure</source>
   <translation>Pressure</translation>
  </message>
  <message>
   <source>Pressure changes opacity</source>
   <translation>Pressure changes opacity</translation>
  </message>
  <message>
   <source>Pressure changes size</source>
   <translation>Pressure changes size</translation>
  </message>
  <message>
   <source>Pressure changes strength</source>
   <translation>Pressure changes strength</translation>
  </message>
  <message>
   <source>Preview</source>
   <translation>Preview</translation>
  </message>
  <message>
   <source>Preview decoder</source>
   <translation>Preview decoder</translation>
  </message>
  <message>
   <source>Previous document</source>
   <translation>Previous document</translation>
  </message>
  <message>
   <source>Previous result</source>
   <translation>Previous result</translation>
  </message>
  <message>
   <source>Previous variant</source>
   <translation>Previous variant</translation>
  </message>
  <message>
   <source>Printing</source>
   <translation>Printing</translation>
  </message>
  <message>
   <source>Probe</source>
   <translation>Probe</translation>
  </message>
  <message>
   <source>Progressive</source>
   <translation>Progressive</translation>
  </message>
  <message>
   <source>Prompt</source>
   <translation>Prompt</translation>
  </message>
  <message>
   <source>Protect detail</source>
   <translation>Protect detail</translation>
  </message>
  <message>
   <source>Protect tones</source>
   <translation>Protect tones</translation>
  </message>
  <message>
   <source>Pull each corner by itself.</source>
   <translation>Pull each corner by itself.</translation>
  </message>
  <message>
   <source>Push</source>
   <translation>Push</translation>
  </message>
  <message>
   <source>Put a diffusers folder of the same family beside it.</source>
   <translation>Put a diffusers folder of the same family beside it.</translation>
  </message>
  <message>
   <source>Put a folder of ViTPose among the models, and for several people one of RT-DETR or D-FINE.</source>
   <translation>Put a folder of ViTPose among the models, and for several people one of RT-DETR or D-FINE.</translation>
  </message>
  <message>
   <source>Put it above another layer.</source>
   <translation>Put it above another layer.</translation>
  </message>
  <message>
   <source>Put it beside the file.</source>
   <translation>Put it beside the file.</translation>
  </message>
  <message>
   <source>Put the folder image_encoder beside it.</source>
   <translation>Put the folder image_encoder beside it.</translation>
  </message>
  <message>
   <source>Put the layer below it, or merge the group.</source>
   <translation>Put the layer below it, or merge the group.</translation>
  </message>
  <message>
   <source>Put {field} into the name.</source>
   <translation>Put {field} into the name.</translation>
  </message>
  <message>
   <source>Puts the best of several results in front.</source>
   <translation>Puts the best of several results in front.</translation>
  </message>
  <message>
   <source>Puts the best of several results in front; reads many languages.</source>
   <translation>Puts the best of several results in front; reads many languages.</translation>
  </message>
  <message>
   <source>QOI</source>
   <translation>QOI</translation>
  </message>
  <message>
   <source>Quality</source>
   <translation>Quality</translation>
  </message>
  <message>
   <source>Queue</source>
   <translation>Queue</translation>
  </message>
  <message>
   <source>Quick mask</source>
   <translation>Quick mask</translation>
  </message>
  <message>
   <source>Quick selection</source>
   <translation>Quick selection</translation>
  </message>
  <message>
   <source>Quickest that is installed</source>
   <translation>Quickest that is installed</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Quit</translation>
  </message>
  <message>
   <source>RGB</source>
   <translation>RGB</translation>
  </message>
  <message>
   <source>Radial</source>
   <translation>Radial</translation>
  </message>
  <message>
   <source>Radius</source>
   <translation>Radius</translation>
  </message>
  <message>
   <source>Raise</source>
   <translation>Raise</translation>
  </message>
  <message>
   <source>Raise the sensitivity, or paint over it with the spot tool.</source>
   <translation>Raise the sensitivity, or paint over it with the spot tool.</translation>
  </message>
  <message>
   <source>Range</source>
   <translation>Range</translation>
  </message>
  <message>
   <source>Ranking</source>
   <translation>Ranking</translation>
  </message>
  <message>
   <source>Rasterise adjustment</source>
   <translation>Rasterise adjustment</translation>
  </message>
  <message>
   <source>Rasterise text</source>
   <translation>Rasterise text</translation>
  </message>
  <message>
   <source>Ratio</source>
   <translation>Ratio</translation>
  </message>
  <message>
   <source>Reading the sentence</source>
   <translation>Reading the sentence</translation>
  </message>
  <message>
   <source>Reads a sentence and lists the steps that it asks for.</source>
   <translation>Reads a sentence and lists the steps that it asks for.</translation>
  </message>
  <message>
   <source>Reads long prompts for FLUX.1 and Stable Diffusion 3.5.</source>
   <translation>Reads long prompts for FLUX.1 and Stable Diffusion 3.5.</translation>
  </message>
  <message>
   <source>Reads reference pictures for the IP-Adapters.</source>
   <translation>Reads reference pictures for the IP-Adapters.</translation>
  </message>
  <message>
   <source>Reads sentences in the command bar that its grammar does not understand.</source>
   <translation>Reads sentences in the command bar that its grammar does not understand.</translation>
  </message>
  <message>
   <source>Reads sentences in the command bar; better at long ones than Qwen2.5 1.5B.</source>
   <translation>Reads sentences in the command bar; better at long ones than Qwen2.5 1.5B.</translation>
  </message>
  <message>
   <source>Reads the prompts of FLUX.1.</source>
   <translation>Reads the prompts of FLUX.1.</translation>
  </message>
  <message>
   <source>Reads the prompts of FLUX.2 Klein 9B.</source>
   <translation>Reads the prompts of FLUX.2 Klein 9B.</translation>
  </message>
  <message>
   <source>Reads the prompts of FLUX.2 dev.</source>
   <translation>Reads the prompts of FLUX.2 dev.</translation>
  </message>
  <message>
   <source>Reads the prompts of Qwen-Image, and sees the pictures that its editing models are given.</source>
   <translation>Reads the prompts of Qwen-Image, and sees the pictures that its editing models are given.</translation>
  </message>
  <message>
   <source>Reads the prompts of Stable Diffusion 3 and 3.5, beside CLIP-L.</source>
   <translation>Reads the prompts of Stable Diffusion 3 and 3.5, beside CLIP-L.</translation>
  </message>
  <message>
   <source>Reads the prompts of Z-Image and FLUX.2 Klein.</source>
   <translation>Reads the prompts of Z-Image and FLUX.2 Klein.</translation>
  </message>
  <message>
   <source>Ready</source>
   <translation>Ready</translation>
  </message>
  <message>
   <source>Ready to use.</source>
   <translation>Ready to use.</translation>
  </message>
  <message>
   <source>Recent</source>
   <translation>Recent</translation>
  </message>
  <message>
   <source>Recent files</source>
   <translation>Recent files</translation>
  </message>
  <message>
   <source>Recipe</source>
   <translation>Recipe</translation>
  </message>
  <message>
   <source>Recipe of {name}</source>
   <translation>Recipe of {name}</translation>
  </message>
  <message>
   <source>Recovered</source>
   <translation>Recovered</translation>
  </message>
  <message>
   <source>Rectangle selection</source>
   <translation>Rectangle selection</translation>
  </message>
  <message>
   <source>Red</source>
   <translation>Red</translation>
  </message>
  <message>
   <source>Red: constant</source>
   <translation>Red: constant</translation>
  </message>
  <message>
   <source>Red: of blue</source>
   <translation>Red: of blue</translation>
  </message>
  <message>
   <source>Red: of green</source>
   <translation>Red: of green</translation>
  </message>
  <message>
   <source>Red: of red</source>
   <translation>Red: of red</translation>
  </message>
  <message>
   <source>Redo</source>
   <translation>Redo</translation>
  </message>
  <message>
   <source>Redraws the picture or the selection in another manner.</source>
   <translation>Redraws the picture or the selection in another manner.</translation>
  </message>
  <message>
   <source>Reds</source>
   <translation>Reds</translation>
  </message>
  <message>
   <source>Reduce noise</source>
   <translation>Reduce noise</translation>
  </message>
  <message>
   <source>Reduce noise…</source>
   <translation>Reduce noise…</translation>
  </message>
  <message>
   <source>Reduced (4:2:0)</source>
   <translation>Reduced (4:2:0)</translation>
  </message>
  <message>
   <source>Reference picture</source>
   <translation>Reference picture</translation>
  </message>
  <message>
   <source>Refine</source>
   <translation>Refine</translation>
  </message>
  <message>
   <source>Refine the border of the selection: hair, fur, leaves.</source>
   <translation>Refine the border of the selection: hair, fur, leaves.</translation>
  </message>
  <message>
   <source>Refine: paint over hair, fur or leaves that the border missed. Alt does the contrary.</source>
   <translation>Refine: paint over hair, fur or leaves that the border missed. Alt does the contrary.</translation>
  </message>
  <message>
   <source>Reflected</source>
   <translation>Reflected</translation>
  </message>
  <message>
   <source>Region {n}</source>
   <translation>Region {n}</translation>
  </message>
  <message>
   <source>Regions</source>
   <translation>Regions</translation>
  </message>
  <message>
   <source>Regions: words for the tiles that they cover</source>
   <translation>Regions: words for the tiles that they cover</translation>
  </message>
  <message>
   <source>Regular</source>
   <translation>Regular</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Remove</translation>
  </message>
  <message>
   <source>Remove background</source>
   <translation>Remove background</translation>
  </message>
  <message>
   <source>Remove from the list</source>
   <translation>Remove from the list</translation>
  </message>
  <message>
   <source>Remove region</source>
   <translation>Remove region</translation>
  </message>
  <message>
   <source>Remove selected</source>
   <translation>Remove selected</translation>
  </message>
  <message>
   <source>Remove some of them.</source>
   <translation>Remove some of them.</translation>
  </message>
  <message>
   <source>Remove the guide, or undo.</source>
   <translation>Remove the guide, or undo.</translation>
  </message>
  <message>
   <source>Remove the others.</source>
   <translation>Remove the others.</translation>
  </message>
  <message>
   <source>Remove the picture</source>
   <translation>Remove the picture</translation>
  </message>
  <message>
   <source>Remove them, or choose another model.</source>
   <translation>Remove them, or choose another model.</translation>
  </message>
  <message>
   <source>Remove this guide</source>
   <translation>Remove this guide</translation>
  </message>
  <message>
   <source>Remove this region</source>
   <translation>Remove this region</translation>
  </message>
  <message>
   <source>Remove {name}</source>
   <translation>Remove {name}</translation>
  </message>
  <message>
   <source>Removes backgrounds, quick on a processor too.</source>
   <translation>Removes backgrounds, quick on a processor too.</translation>
  </message>
  <message>
   <source>Removes backgrounds, with fine edges.</source>
   <translation>Removes backgrounds, with fine edges.</translation>
  </message>
  <message>
   <source>Removes backgrounds, with hair and holes.</source>
   <translation>Removes backgrounds, with hair and holes.</translation>
  </message>
  <message>
   <source>Removes backgrounds, with hair and holes: the best that is free for any use.</source>
   <translation>Removes backgrounds, with hair and holes: the best that is free for any use.</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Rename</translation>
  </message>
  <message>
   <source>Rename layer</source>
   <translation>Rename layer</translation>
  </message>
  <message>
   <source>Rename layer…</source>
   <translation>Rename layer…</translation>
  </message>
  <message>
   <source>Repaint with inpaint-trained models</source>
   <translation>Repaint with inpaint-trained models</translation>
  </message>
  <message>
   <source>Repairing thin damage</source>
   <translation>Repairing thin damage</translation>
  </message>
  <message>
   <source>Repeat the last filter</source>
   <translation>Repeat the last filter</translation>
  </message>
  <message>
   <source>Replace background</source>
   <translation>Replace background</translation>
  </message>
  <message>
   <source>Replace files that are there</source>
   <translation>Replace files that are there</translation>
  </message>
  <message>
   <source>Resampling</source>
   <translation>Resampling</translation>
  </message>
  <message>
   <source>Rescue copy every</source>
   <translation>Rescue copy every</translation>
  </message>
  <message>
   <source>Reselect</source>
   <translation>Reselect</translation>
  </message>
  <message>
   <source>Reset</source>
   <translation>Reset</translation>
  </message>
  <message>
   <source>Reset the layout</source>
   <translation>Reset the layout</translation>
  </message>
  <message>
   <source>Resolution</source>
   <translation>Resolution</translation>
  </message>
  <message>
   <source>Resolution…</source>
   <translation>Resolution…</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Restore</translation>
  </message>
  <message>
   <source>Restyle picture</source>
   <translation>Restyle picture</translation>
  </message>
  <message>
   <source>Restyle selection</source>
   <translation>Restyle selection</translation>
  </message>
  <message>
   <source>Results</source>
   <translation>Results</translation>
  </message>
  <message>
   <source>Resume</source>
   <translation>Resume</translation>
  </message>
  <message>
   <source>Reveal all</source>
   <translation>Reveal all</translation>
  </message>
  <message>
   <source>Reverse</source>
   <translation>Reverse</translation>
  </message>
  <message>
   <source>Revert</source>
   <translation>Revert</translation>
  </message>
  <message>
   <source>Right</source>
   <translation>Right</translation>
  </message>
  <message>
   <source>Rotate</source>
   <translation>Rotate</translation>
  </message>
  <message>
   <source>Rotate and flip</source>
   <translation>Rotate and flip</translation>
  </message>
  <message>
   <source>Rotate by 180°</source>
   <translation>Rotate by 180°</translation>
  </message>
  <message>
   <source>Rotate layer by 180°</source>
   <translation>Rotate layer by 180°</translation>
  </message>
  <message>
   <source>Rotate layer left</source>
   <translation>Rotate layer left</translation>
  </message>
  <message>
   <source>Rotate layer right</source>
   <translation>Rotate layer right</translation>
  </message>
  <message>
   <source>Rotate left</source>
   <translation>Rotate left</translation>
  </message>
  <message>
   <source>Rotate or flip</source>
   <translation>Rotate or flip</translation>
  </message>
  <message>
   <source>Rotate right</source>
   <translation>Rotate right</translation>
  </message>
  <message>
   <source>Rotate the view</source>
   <translation>Rotate the view</translation>
  </message>
  <message>
   <source>Roundness</source>
   <translation>Roundness</translation>
  </message>
  <message>
   <source>Rounds jags of the border away.</source>
   <translation>Rounds jags of the border away.</translation>
  </message>
  <message>
   <source>Rub over what should be crisper. Alt blurs instead.</source>
   <translation>Rub over what should be crisper. Alt blurs instead.</translation>
  </message>
  <message>
   <source>Rub over what should be softer. Alt sharpens instead.</source>
   <translation>Rub over what should be softer. Alt sharpens instead.</translation>
  </message>
  <message>
   <source>Rulers</source>
   <translation>Rulers</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>Run</translation>
  </message>
  <message>
   <source>Run again</source>
   <translation>Run again</translation>
  </message>
  <message>
   <source>Run next</source>
   <translation>Run next</translation>
  </message>
  <message>
   <source>Run the rest</source>
   <translation>Run the rest</translation>
  </message>
  <message>
   <source>Run up to here</source>
   <translation>Run up to here</translation>
  </message>
  <message>
   <source>Runs at full speed: it wants {need} of graphics memory, and this computer has {have}.</source>
   <translation>Runs at full speed: it wants {need} of graphics memory, and this computer has {have}.</translation>
  </message>
  <message>
   <source>Runs on almost any computer; the widest choice of ControlNets and LoRAs.</source>
   <translation>Runs on almost any computer; the widest choice of ControlNets and LoRAs.</translation>
  </message>
  <message>
   <source>Runs on the processor, which takes minutes a picture.</source>
   <translation>Runs on the processor, which takes minutes a picture.</translation>
  </message>
  <message>
   <source>Runs slowly: it wants {least} of graphics memory at least, this computer has {have}.</source>
   <translation>Runs slowly: it wants {least} of graphics memory at least, this computer has {have}.</translation>
  </message>
  <message>
   <source>Runs well on this computer.</source>
   <translation>Runs well on this computer.</translation>
  </message>
  <message>
   <source>SGI</source>
   <translation>SGI</translation>
  </message>
  <message>
   <source>SHA-256</source>
   <translation>SHA-256</translation>
  </message>
  <message>
   <source>SageAttention</source>
   <translation>SageAttention</translation>
  </message>
  <message>
   <source>Sample</source>
   <translation>Sample</translation>
  </message>
  <message>
   <source>Sample a colour first.</source>
   <translation>Sample a colour first.</translation>
  </message>
  <message>
   <source>Sample all layers</source>
   <translation>Sample all layers</translation>
  </message>
  <message>
   <source>Sampled colours</source>
   <translation>Sampled colours</translation>
  </message>
  <message>
   <source>Sampler</source>
   <translation>Sampler</translation>
  </message>
  <message>
   <source>Saturate</source>
   <translation>Saturate</translation>
  </message>
  <message>
   <source>Saturation</source>
   <translation>Saturation</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Save</translation>
  </message>
  <message>
   <source>Save a copy in any format.</source>
   <translation>Save a copy in any format.</translation>
  </message>
  <message>
   <source>Save as {format}</source>
   <translation>Save as {format}</translation>
  </message>
  <message>
   <source>Save as…</source>
   <translation>Save as…</translation>
  </message>
  <message>
   <source>Save it as .limn or TIFF.</source>
   <translation>Save it as .limn or TIFF.</translation>
  </message>
  <message>
   <source>Save it as PNG or TIFF, which are written while the picture is made.</source>
   <translation>Save it as PNG or TIFF, which are written while the picture is made.</translation>
  </message>
  <message>
   <source>Save it as PNG or TIFF.</source>
   <translation>Save it as PNG or TIFF.</translation>
  </message>
  <message>
   <source>Save it as RGB.</source>
   <translation>Save it as RGB.</translation>
  </message>
  <message>
   <source>Save it with maximised compatibility.</source>
   <translation>Save it with maximised compatibility.</translation>
  </message>
  <message>
   <source>Save one first.</source>
   <translation>Save one first.</translation>
  </message>
  <message>
   <source>Save selection</source>
   <translation>Save selection</translation>
  </message>
  <message>
   <source>Save selection…</source>
   <translation>Save selection…</translation>
  </message>
  <message>
   <source>Save the changes to {name}?</source>
   <translation>Save the changes to {name}?</translation>
  </message>
  <message>
   <source>Save this variant</source>
   <translation>Save this variant</translation>
  </message>
  <message>
   <source>Save what you want to keep.</source>
   <translation>Save what you want to keep.</translation>
  </message>
  <message>
   <source>Save your work soon.</source>
   <translation>Save your work soon.</translation>
  </message>
  <message>
   <source>Say how many pixels, or which ratio.</source>
   <translation>Say how many pixels, or which ratio.</translation>
  </message>
  <message>
   <source>Say it in other words, or add --anyway to do the rest: {steps}.</source>
   <translation>Say it in other words, or add --anyway to do the rest: {steps}.</translation>
  </message>
  <message>
   <source>Say it in other words.</source>
   <translation>Say it in other words.</translation>
  </message>
  <message>
   <source>Say what is to be done.</source>
   <translation>Say what is to be done.</translation>
  </message>
  <message>
   <source>Say what to do</source>
   <translation>Say what to do</translation>
  </message>
  <message>
   <source>Say what to do, for example: {example}</source>
   <translation>Say what to do, for example: {example}</translation>
  </message>
  <message>
   <source>Say what to do…</source>
   <translation>Say what to do…</translation>
  </message>
  <message>
   <source>Scale</source>
   <translation>Scale</translation>
  </message>
  <message>
   <source>Scale it less.</source>
   <translation>Scale it less.</translation>
  </message>
  <message>
   <source>Screen</source>
   <translation>Screen</translation>
  </message>
  <message>
   <source>Scribble</source>
   <translation>Scribble</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Search</translation>
  </message>
  <message>
   <source>Search radius</source>
   <translation>Search radius</translation>
  </message>
  <message>
   <source>Seconds</source>
   <translation>Seconds</translation>
  </message>
  <message>
   <source>See what there is</source>
   <translation>See what there is</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Seed</translation>
  </message>
  <message>
   <source>Seed {seed}</source>
   <translation>Seed {seed}</translation>
  </message>
  <message>
   <source>Segmentation</source>
   <translation>Segmentation</translation>
  </message>
  <message>
   <source>Select</source>
   <translation>Select</translation>
  </message>
  <message>
   <source>Select a part of the picture first.</source>
   <translation>Select a part of the picture first.</translation>
  </message>
  <message>
   <source>Select all</source>
   <translation>Select all</translation>
  </message>
  <message>
   <source>Select and mask</source>
   <translation>Select and mask</translation>
  </message>
  <message>
   <source>Select and mask…</source>
   <translation>Select and mask…</translation>
  </message>
  <message>
   <source>Select by colour</source>
   <translation>Select by colour</translation>
  </message>
  <message>
   <source>Select by sampled colours, or by tones.</source>
   <translation>Select by sampled colours, or by tones.</translation>
  </message>
  <message>
   <source>Select by words</source>
   <translation>Select by words</translation>
  </message>
  <message>
   <source>Select by words…</source>
   <translation>Select by words…</translation>
  </message>
  <message>
   <source>Select half</source>
   <translation>Select half</translation>
  </message>
  <message>
   <source>Select object</source>
   <translation>Select object</translation>
  </message>
  <message>
   <source>Select region</source>
   <translation>Select region</translation>
  </message>
  <message>
   <source>Select subject</source>
   <translation>Select subject</translation>
  </message>
  <message>
   <source>Select the part of the picture to change.</source>
   <translation>Select the part of the picture to change.</translation>
  </message>
  <message>
   <source>Select the part that is to guide.</source>
   <translation>Select the part that is to guide.</translation>
  </message>
  <message>
   <source>Select the part to change first.</source>
   <translation>Select the part to change first.</translation>
  </message>
  <message>
   <source>Selecting and depth</source>
   <translation>Selecting and depth</translation>
  </message>
  <message>
   <source>Selection</source>
   <translation>Selection</translation>
  </message>
  <message>
   <source>Selection bounds</source>
   <translation>Selection bounds</translation>
  </message>
  <message>
   <source>Selection {n}</source>
   <translation>Selection {n}</translation>
  </message>
  <message>
   <source>Selection, at full strength</source>
   <translation>Selection, at full strength</translation>
  </message>
  <message>
   <source>Selects every object that words name, and objects by click.</source>
   <translation>Selects every object that words name, and objects by click.</translation>
  </message>
  <message>
   <source>Selects objects by click, faster and sharper than the first SAM.</source>
   <translation>Selects objects by click, faster and sharper than the first SAM.</translation>
  </message>
  <message>
   <source>Selects objects by click, quick on a processor.</source>
   <translation>Selects objects by click, quick on a processor.</translation>
  </message>
  <message>
   <source>Selects objects by click, with the finest edges.</source>
   <translation>Selects objects by click, with the finest edges.</translation>
  </message>
  <message>
   <source>Selects scratches, dust and hairs of an old photo. Look at the selection, then fill it with Inpaint.</source>
   <translation>Selects scratches, dust and hairs of an old photo. Look at the selection, then fill it with Inpaint.</translation>
  </message>
  <message>
   <source>Selects the object that points or a box show.</source>
   <translation>Selects the object that points or a box show.</translation>
  </message>
  <message>
   <source>Selects the object under a click or inside a box.</source>
   <translation>Selects the object under a click or inside a box.</translation>
  </message>
  <message>
   <source>Selects what is sharp.</source>
   <translation>Selects what is sharp.</translation>
  </message>
  <message>
   <source>Selects what words name. Needs a model that reads words, such as SAM 3 or CLIPSeg.</source>
   <translation>Selects what words name. Needs a model that reads words, such as SAM 3 or CLIPSeg.</translation>
  </message>
  <message>
   <source>Selects what words name: the sky, a dog.</source>
   <translation>Selects what words name: the sky, a dog.</translation>
  </message>
  <message>
   <source>Semibold</source>
   <translation>Semibold</translation>
  </message>
  <message>
   <source>Sensitivity</source>
   <translation>Sensitivity</translation>
  </message>
  <message>
   <source>Sentence</source>
   <translation>Sentence</translation>
  </message>
  <message>
   <source>Set the panel as a picture was made: prompt, settings, seed.</source>
   <translation>Set the panel as a picture was made: prompt, settings, seed.</translation>
  </message>
  <message>
   <source>Sets the darkest and the lightest tone and the brightness between.</source>
   <translation>Sets the darkest and the lightest tone and the brightness between.</translation>
  </message>
  <message>
   <source>Setting dots</source>
   <translation>Setting dots</translation>
  </message>
  <message>
   <source>Shadows</source>
   <translation>Shadows</translation>
  </message>
  <message>
   <source>Shadows and highlights</source>
   <translation>Shadows and highlights</translation>
  </message>
  <message>
   <source>Shadows and highlights…</source>
   <translation>Shadows and highlights…</translation>
  </message>
  <message>
   <source>Shadows: cyan to red</source>
   <translation>Shadows: cyan to red</translation>
  </message>
  <message>
   <source>Shadows: magenta to green</source>
   <translation>Shadows: magenta to green</translation>
  </message>
  <message>
   <source>Shadows: yellow to blue</source>
   <translation>Shadows: yellow to blue</translation>
  </message>
  <message>
   <source>Shape</source>
   <translation>Shape</translation>
  </message>
  <message>
   <source>Sharpen</source>
   <translation>Sharpen</translation>
  </message>
  <message>
   <source>Shift edge</source>
   <translation>Shift edge</translation>
  </message>
  <message>
   <source>Shortcut</source>
   <translation>Shortcut</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Show</translation>
  </message>
  <message>
   <source>Show a layer that has a picture.</source>
   <translation>Show a layer that has a picture.</translation>
  </message>
  <message>
   <source>Show it in the layers panel.</source>
   <translation>Show it in the layers panel.</translation>
  </message>
  <message>
   <source>Show layer</source>
   <translation>Show layer</translation>
  </message>
  <message>
   <source>Show only this layer</source>
   <translation>Show only this layer</translation>
  </message>
  <message>
   <source>Show or hide</source>
   <translation>Show or hide</translation>
  </message>
  <message>
   <source>Show or hide the queue</source>
   <translation>Show or hide the queue</translation>
  </message>
  <message>
   <source>Show or hide. Alt shows only this layer.</source>
   <translation>Show or hide. Alt shows only this layer.</translation>
  </message>
  <message>
   <source>Show original</source>
   <translation>Show original</translation>
  </message>
  <message>
   <source>Show the group in the layers panel.</source>
   <translation>Show the group in the layers panel.</translation>
  </message>
  <message>
   <source>Show what changed</source>
   <translation>Show what changed</translation>
  </message>
  <message>
   <source>Show what the model sees</source>
   <translation>Show what the model sees</translation>
  </message>
  <message>
   <source>Shrink selection</source>
   <translation>Shrink selection</translation>
  </message>
  <message>
   <source>Shrink…</source>
   <translation>Shrink…</translation>
  </message>
  <message>
   <source>Similar</source>
   <translation>Similar</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Size</translation>
  </message>
  <message>
   <source>Skin tones</source>
   <translation>Skin tones</translation>
  </message>
  <message>
   <source>Skips parts of a step that hardly change. FLUX, Qwen-Image and other transformers.</source>
   <translation>Skips parts of a step that hardly change. FLUX, Qwen-Image and other transformers.</translation>
  </message>
  <message>
   <source>Slow here</source>
   <translation>Slow here</translation>
  </message>
  <message>
   <source>Small and quick: a good preview of larger pictures.</source>
   <translation>Small and quick: a good preview of larger pictures.</translation>
  </message>
  <message>
   <source>Smaller brush</source>
   <translation>Smaller brush</translation>
  </message>
  <message>
   <source>Smaller files take longer to write.</source>
   <translation>Smaller files take longer to write.</translation>
  </message>
  <message>
   <source>Smallest file</source>
   <translation>Smallest file</translation>
  </message>
  <message>
   <source>Smart radius</source>
   <translation>Smart radius</translation>
  </message>
  <message>
   <source>Smart select</source>
   <translation>Smart select</translation>
  </message>
  <message>
   <source>Smooth</source>
   <translation>Smooth</translation>
  </message>
  <message>
   <source>Smooth selection</source>
   <translation>Smooth selection</translation>
  </message>
  <message>
   <source>Smooth…</source>
   <translation>Smooth…</translation>
  </message>
  <message>
   <source>Smudge</source>
   <translation>Smudge</translation>
  </message>
  <message>
   <source>Soft edge</source>
   <translation>Soft edge</translation>
  </message>
  <message>
   <source>Soft edges</source>
   <translation>Soft edges</translation>
  </message>
  <message>
   <source>Soft light</source>
   <translation>Soft light</translation>
  </message>
  <message>
   <source>Softness</source>
   <translation>Softness</translation>
  </message>
  <message>
   <source>Something went wrong. Your document is unchanged.</source>
   <translation>Something went wrong. Your document is unchanged.</translation>
  </message>
  <message>
   <source>Source set: now paint where the copy should go.</source>
   <translation>Source set: now paint where the copy should go.</translation>
  </message>
  <message>
   <source>Spacing</source>
   <translation>Spacing</translation>
  </message>
  <message>
   <source>Speed</source>
   <translation>Speed</translation>
  </message>
  <message>
   <source>Sponge</source>
   <translation>Sponge</translation>
  </message>
  <message>
   <source>Spot healing</source>
   <translation>Spot healing</translation>
  </message>
  <message>
   <source>Spot healing brush</source>
   <translation>Spot healing brush</translation>
  </message>
  <message>
   <source>Square post</source>
   <translation>Square post</translation>
  </message>
  <message>
   <source>Square, 1024</source>
   <translation>Square, 1024</translation>
  </message>
  <message>
   <source>Square, 512</source>
   <translation>Square, 512</translation>
  </message>
  <message>
   <source>Stabiliser</source>
   <translation>Stabiliser</translation>
  </message>
  <message>
   <source>Stamp</source>
   <translation>Stamp</translation>
  </message>
  <message>
   <source>Stamp visible</source>
   <translation>Stamp visible</translation>
  </message>
  <message>
   <source>Start from</source>
   <translation>Start from</translation>
  </message>
  <message>
   <source>Starting</source>
   <translation>Starting</translation>
  </message>
  <message>
   <source>Starting the model libraries</source>
   <translation>Starting the model libraries</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>Steps</translation>
  </message>
  <message>
   <source>Steps in order, “a bit” or “a lot”, the background, the sky, what not to change:</source>
   <translation>Steps in order, “a bit” or “a lot”, the background, the sky, what not to change:</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stop</translation>
  </message>
  <message>
   <source>Stop all jobs</source>
   <translation>Stop all jobs</translation>
  </message>
  <message>
   <source>Stop the running job</source>
   <translation>Stop the running job</translation>
  </message>
  <message>
   <source>Story</source>
   <translation>Story</translation>
  </message>
  <message>
   <source>Strength</source>
   <translation>Strength</translation>
  </message>
  <message>
   <source>Strength of a region</source>
   <translation>Strength of a region</translation>
  </message>
  <message>
   <source>Stretches each colour from black to white.</source>
   <translation>Stretches each colour from black to white.</translation>
  </message>
  <message>
   <source>Style in words</source>
   <translation>Style in words</translation>
  </message>
  <message>
   <source>Style network</source>
   <translation>Style network</translation>
  </message>
  <message>
   <source>Style transfer</source>
   <translation>Style transfer</translation>
  </message>
  <message>
   <source>Style transfer…</source>
   <translation>Style transfer…</translation>
  </message>
  <message>
   <source>Subtract</source>
   <translation>Subtract</translation>
  </message>
  <message>
   <source>Subtract from selection</source>
   <translation>Subtract from selection</translation>
  </message>
  <message>
   <source>Such files can run programs. Use a .safetensors file from a source you trust.</source>
   <translation>Such files can run programs. Use a .safetensors file from a source you trust.</translation>
  </message>
  <message>
   <source>Swap foreground and background</source>
   <translation>Swap foreground and background</translation>
  </message>
  <message>
   <source>Swap the colours  (X)</source>
   <translation>Swap the colours  (X)</translation>
  </message>
  <message>
   <source>Swatches</source>
   <translation>Swatches</translation>
  </message>
  <message>
   <source>Switch mask</source>
   <translation>Switch mask</translation>
  </message>
  <message>
   <source>Switch mask on or off</source>
   <translation>Switch mask on or off</translation>
  </message>
  <message>
   <source>Switch this guide on or off</source>
   <translation>Switch this guide on or off</translation>
  </message>
  <message>
   <source>T2I-Adapter</source>
   <translation>T2I-Adapter</translation>
  </message>
  <message>
   <source>TIFF</source>
   <translation>TIFF</translation>
  </message>
  <message>
   <source>Table</source>
   <translation>Table</translation>
  </message>
  <message>
   <source>Tables</source>
   <translation>Tables</translation>
  </message>
  <message>
   <source>Take from</source>
   <translation>Take from</translation>
  </message>
  <message>
   <source>Take out</source>
   <translation>Take out</translation>
  </message>
  <message>
   <source>Take the topmost layer under the pointer.</source>
   <translation>Take the topmost layer under the pointer.</translation>
  </message>
  <message>
   <source>Take {name} out of the prompt.</source>
   <translation>Take {name} out of the prompt.</translation>
  </message>
  <message>
   <source>Takes colours and texture from this picture instead of the preset.</source>
   <translation>Takes colours and texture from this picture instead of the preset.</translation>
  </message>
  <message>
   <source>Takes in what is alike and touches the selection.</source>
   <translation>Takes in what is alike and touches the selection.</translation>
  </message>
  <message>
   <source>Takes in what is alike anywhere in the picture.</source>
   <translation>Takes in what is alike anywhere in the picture.</translation>
  </message>
  <message>
   <source>Takes only light and dark from the style.</source>
   <translation>Takes only light and dark from the style.</translation>
  </message>
  <message>
   <source>Takes subject and style from a reference picture.</source>
   <translation>Takes subject and style from a reference picture.</translation>
  </message>
  <message>
   <source>Takes the selected thing out of the picture and continues what is behind it.</source>
   <translation>Takes the selected thing out of the picture and continues what is behind it.</translation>
  </message>
  <message>
   <source>Targa</source>
   <translation>Targa</translation>
  </message>
  <message>
   <source>Temperature</source>
   <translation>Temperature</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>Text encoder</source>
   <translation>Text encoder</translation>
  </message>
  <message>
   <source>The ControlNet {file} could not be loaded: {cause}</source>
   <translation>The ControlNet {file} could not be loaded: {cause}</translation>
  </message>
  <message>
   <source>The ControlNet {file} needs its config.json.</source>
   <translation>The ControlNet {file} needs its config.json.</translation>
  </message>
  <message>
   <source>The IP-Adapter {file} could not be loaded: {cause}</source>
   <translation>The IP-Adapter {file} could not be loaded: {cause}</translation>
  </message>
  <message>
   <source>The IP-Adapter {file} is for another model.</source>
   <translation>The IP-Adapter {file} is for another model.</translation>
  </message>
  <message>
   <source>The IP-Adapter {file} needs its image encoder.</source>
   <translation>The IP-Adapter {file} needs its image encoder.</translation>
  </message>
  <message>
   <source>The LoRA {file} is not there any more.</source>
   <translation>The LoRA {file} is not there any more.</translation>
  </message>
  <message>
   <source>The area to take from is {mw} x {mh} pixels, the picture {w} x {h}.</source>
   <translation>The area to take from is {mw} x {mh} pixels, the picture {w} x {h}.</translation>
  </message>
  <message>
   <source>The base of thousands of styles and LoRAs; large, well composed pictures.</source>
   <translation>The base of thousands of styles and LoRAs; large, well composed pictures.</translation>
  </message>
  <message>
   <source>The best at filling selections and extending pictures.</source>
   <translation>The best at filling selections and extending pictures.</translation>
  </message>
  <message>
   <source>The canvas grows by nothing, so there is nothing to make.</source>
   <translation>The canvas grows by nothing, so there is nothing to make.</translation>
  </message>
  <message>
   <source>The chosen layer is no adjustment layer.</source>
   <translation>The chosen layer is no adjustment layer.</translation>
  </message>
  <message>
   <source>The chosen layer is no group.</source>
   <translation>The chosen layer is no group.</translation>
  </message>
  <message>
   <source>The clone stamp has no source yet.</source>
   <translation>The clone stamp has no source yet.</translation>
  </message>
  <message>
   <source>The control LoRA {file} does not fit this model.</source>
   <translation>The control LoRA {file} does not fit this model.</translation>
  </message>
  <message>
   <source>The demo waited too long.</source>
   <translation>The demo waited too long.</translation>
  </message>
  <message>
   <source>The distance to the source stays the same from stroke to stroke.</source>
   <translation>The distance to the source stays the same from stroke to stroke.</translation>
  </message>
  <message>
   <source>The download failed: {reason}.</source>
   <translation>The download failed: {reason}.</translation>
  </message>
  <message>
   <source>The download of {file} was interrupted: {reason}.</source>
   <translation>The download of {file} was interrupted: {reason}.</translation>
  </message>
  <message>
   <source>The embedding {file} does not fit this model.</source>
   <translation>The embedding {file} does not fit this model.</translation>
  </message>
  <message>
   <source>The engine holds no model; there was nothing to free.</source>
   <translation>The engine holds no model; there was nothing to free.</translation>
  </message>
  <message>
   <source>The enlarged picture would have {mega} megapixels, which is too much.</source>
   <translation>The enlarged picture would have {mega} megapixels, which is too much.</translation>
  </message>
  <message>
   <source>The file holds colours of a kind that is not supported.</source>
   <translation>The file holds colours of a kind that is not supported.</translation>
  </message>
  <message>
   <source>The file holds no merged picture.</source>
   <translation>The file holds no merged picture.</translation>
  </message>
  <message>
   <source>The file holds no table of colours.</source>
   <translation>The file holds no table of colours.</translation>
  </message>
  <message>
   <source>The file is compressed in a way that is not supported.</source>
   <translation>The file is compressed in a way that is not supported.</translation>
  </message>
  <message>
   <source>The file is cut off.</source>
   <translation>The file is cut off.</translation>
  </message>
  <message>
   <source>The file is damaged: a checksum is wrong.</source>
   <translation>The file is damaged: a checksum is wrong.</translation>
  </message>
  <message>
   <source>The file is not a Limner document.</source>
   <translation>The file is not a Limner document.</translation>
  </message>
  <message>
   <source>The file is of an unusual kind: {depth} bit.</source>
   <translation>The file is of an unusual kind: {depth} bit.</translation>
  </message>
  <message>
   <source>The file was written by a newer version of Limner.</source>
   <translation>The file was written by a newer version of Limner.</translation>
  </message>
  <message>
   <source>The fill copies from inside the frame</source>
   <translation>The fill copies from inside the frame</translation>
  </message>
  <message>
   <source>The first picture of each model takes about a minute longer.</source>
   <translation>The first picture of each model takes about a minute longer.</translation>
  </message>
  <message>
   <source>The first that can; without one the built-in method.</source>
   <translation>The first that can; without one the built-in method.</translation>
  </message>
  <message>
   <source>The folder {file} holds no model.</source>
   <translation>The folder {file} holds no model.</translation>
  </message>
  <message>
   <source>The folder {name} cannot be made: {reason}.</source>
   <translation>The folder {name} cannot be made: {reason}.</translation>
  </message>
  <message>
   <source>The folder {name} does not exist.</source>
   <translation>The folder {name} does not exist.</translation>
  </message>
  <message>
   <source>The folder {name} holds no pictures.</source>
   <translation>The folder {name} holds no pictures.</translation>
  </message>
  <message>
   <source>The folder {name} is not a whole path.</source>
   <translation>The folder {name} is not a whole path.</translation>
  </message>
  <message>
   <source>The group of this layer is hidden.</source>
   <translation>The group of this layer is hidden.</translation>
  </message>
  <message>
   <source>The group of this layer is locked.</source>
   <translation>The group of this layer is locked.</translation>
  </message>
  <message>
   <source>The guide “{name}” has no model.</source>
   <translation>The guide “{name}” has no model.</translation>
  </message>
  <message>
   <source>The guide “{name}” is empty here.</source>
   <translation>The guide “{name}” is empty here.</translation>
  </message>
  <message>
   <source>The healing brush has no source yet.</source>
   <translation>The healing brush has no source yet.</translation>
  </message>
  <message>
   <source>The language changes when Limner is started again.</source>
   <translation>The language changes when Limner is started again.</translation>
  </message>
  <message>
   <source>The language model gave no list of steps.</source>
   <translation>The language model gave no list of steps.</translation>
  </message>
  <message>
   <source>The language model reads the sentence…</source>
   <translation>The language model reads the sentence…</translation>
  </message>
  <message>
   <source>The largest of its makers' models: pictures and edits with several reference pictures. Wants a very large graphics card.</source>
   <translation>The largest of its makers' models: pictures and edits with several reference pictures. Wants a very large graphics card.</translation>
  </message>
  <message>
   <source>The layer has no mask.</source>
   <translation>The layer has no mask.</translation>
  </message>
  <message>
   <source>The layer is empty, so nothing can be selected from it.</source>
   <translation>The layer is empty, so nothing can be selected from it.</translation>
  </message>
  <message>
   <source>The layer is empty.</source>
   <translation>The layer is empty.</translation>
  </message>
  <message>
   <source>The layer is gone, so it got no mask.</source>
   <translation>The layer is gone, so it got no mask.</translation>
  </message>
  <message>
   <source>The layer is hidden.</source>
   <translation>The layer is hidden.</translation>
  </message>
  <message>
   <source>The layer is locked.</source>
   <translation>The layer is locked.</translation>
  </message>
  <message>
   <source>The layer of the guide “{name}” is gone.</source>
   <translation>The layer of the guide “{name}” is gone.</translation>
  </message>
  <message>
   <source>The layer {name} already has a mask.</source>
   <translation>The layer {name} already has a mask.</translation>
  </message>
  <message>
   <source>The layer {name} is empty.</source>
   <translation>The layer {name} is empty.</translation>
  </message>
  <message>
   <source>The layer {name} is locked.</source>
   <translation>The layer {name} is locked.</translation>
  </message>
  <message>
   <source>The left and the right edge meet without a seam.</source>
   <translation>The left and the right edge meet without a seam.</translation>
  </message>
  <message>
   <source>The map becomes a layer of it.</source>
   <translation>The map becomes a layer of it.</translation>
  </message>
  <message>
   <source>The map could not be drawn.</source>
   <translation>The map could not be drawn.</translation>
  </message>
  <message>
   <source>The mask is black everywhere, so nothing may change.</source>
   <translation>The mask is black everywhere, so nothing may change.</translation>
  </message>
  <message>
   <source>The mask is {mw} x {mh} pixels, the picture {w} x {h}.</source>
   <translation>The mask is {mw} x {mh} pixels, the picture {w} x {h}.</translation>
  </message>
  <message>
   <source>The masks are of different sizes.</source>
   <translation>The masks are of different sizes.</translation>
  </message>
  <message>
   <source>The mean of eight passes over the picture, turned and mirrored: slightly better, eight times as long.</source>
   <translation>The mean of eight passes over the picture, turned and mirrored: slightly better, eight times as long.</translation>
  </message>
  <message>
   <source>The middle of the box.</source>
   <translation>The middle of the box.</translation>
  </message>
  <message>
   <source>The model gave a picture of one colour only.</source>
   <translation>The model gave a picture of one colour only.</translation>
  </message>
  <message>
   <source>The model gave values that are no colours.</source>
   <translation>The model gave values that are no colours.</translation>
  </message>
  <message>
   <source>The model may not be used for business without a licence from Black Forest Labs; read what it says about pictures.</source>
   <translation>The model may not be used for business without a licence from Black Forest Labs; read what it says about pictures.</translation>
  </message>
  <message>
   <source>The model {file} could not be loaded: {cause}</source>
   <translation>The model {file} could not be loaded: {cause}</translation>
  </message>
  <message>
   <source>The model {file} is not there any more.</source>
   <translation>The model {file} is not there any more.</translation>
  </message>
  <message>
   <source>The model {name} is not installed.</source>
   <translation>The model {name} is not installed.</translation>
  </message>
  <message>
   <source>The model's version of this stroke</source>
   <translation>The model's version of this stroke</translation>
  </message>
  <message>
   <source>The most faithful four times enlargement of clean pictures; slow without a graphics card.</source>
   <translation>The most faithful four times enlargement of clean pictures; slow without a graphics card.</translation>
  </message>
  <message>
   <source>The name {name} cannot be used.</source>
   <translation>The name {name} cannot be used.</translation>
  </message>
  <message>
   <source>The network gave values that are no colours.</source>
   <translation>The network gave values that are no colours.</translation>
  </message>
  <message>
   <source>The oldest undo steps are dropped beyond this.</source>
   <translation>The oldest undo steps are dropped beyond this.</translation>
  </message>
  <message>
   <source>The page does not state a licence clearly. Read it before you use the model for business.</source>
   <translation>The page does not state a licence clearly. Read it before you use the model for business.</translation>
  </message>
  <message>
   <source>The part to keep lies outside the picture.</source>
   <translation>The part to keep lies outside the picture.</translation>
  </message>
  <message>
   <source>The picture can be made 16 times as wide at most: {most} pixels.</source>
   <translation>The picture can be made 16 times as wide at most: {most} pixels.</translation>
  </message>
  <message>
   <source>The picture does not say how it was made.</source>
   <translation>The picture does not say how it was made.</translation>
  </message>
  <message>
   <source>The picture in the file is damaged.</source>
   <translation>The picture in the file is damaged.</translation>
  </message>
  <message>
   <source>The picture is empty.</source>
   <translation>The picture is empty.</translation>
  </message>
  <message>
   <source>The picture is too large for BMP.</source>
   <translation>The picture is too large for BMP.</translation>
  </message>
  <message>
   <source>The picture is too large.</source>
   <translation>The picture is too large.</translation>
  </message>
  <message>
   <source>The picture is too large: {width} x {height} pixels.</source>
   <translation>The picture is too large: {width} x {height} pixels.</translation>
  </message>
  <message>
   <source>The picture is {width} pixels wide already.</source>
   <translation>The picture is {width} pixels wide already.</translation>
  </message>
  <message>
   <source>The picture on the clipboard cannot be read.</source>
   <translation>The picture on the clipboard cannot be read.</translation>
  </message>
  <message>
   <source>The picture was never saved.</source>
   <translation>The picture was never saved.</translation>
  </message>
  <message>
   <source>The picture would be {width} x {height} pixels, which is too much.</source>
   <translation>The picture would be {width} x {height} pixels, which is too much.</translation>
  </message>
  <message>
   <source>The picture {name} itself would be written over.</source>
   <translation>The picture {name} itself would be written over.</translation>
  </message>
  <message>
   <source>The points that Warp bends by.</source>
   <translation>The points that Warp bends by.</translation>
  </message>
  <message>
   <source>The probe refused {what}.</source>
   <translation>The probe refused {what}.</translation>
  </message>
  <message>
   <source>The result could not be laid over the picture: look whether things moved.</source>
   <translation>The result could not be laid over the picture: look whether things moved.</translation>
  </message>
  <message>
   <source>The result would be too large.</source>
   <translation>The result would be too large.</translation>
  </message>
  <message>
   <source>The same for large pictures, seen at 2048 px; slow without a graphics card.</source>
   <translation>The same for large pictures, seen at 2048 px; slow without a graphics card.</translation>
  </message>
  <message>
   <source>The same for many pictures, one after the other.</source>
   <translation>The same for many pictures, one after the other.</translation>
  </message>
  <message>
   <source>The same in less memory, for graphics cards without 8-bit numbers.</source>
   <translation>The same in less memory, for graphics cards without 8-bit numbers.</translation>
  </message>
  <message>
   <source>The same weights lie in {file}.</source>
   <translation>The same weights lie in {file}.</translation>
  </message>
  <message>
   <source>The same with finer edges.</source>
   <translation>The same with finer edges.</translation>
  </message>
  <message>
   <source>The saved picture at its own size. Drag to see another part.</source>
   <translation>The saved picture at its own size. Drag to see another part.</translation>
  </message>
  <message>
   <source>The selected part of the layer is empty.</source>
   <translation>The selected part of the layer is empty.</translation>
  </message>
  <message>
   <source>The selection as it was (P).</source>
   <translation>The selection as it was (P).</translation>
  </message>
  <message>
   <source>The selection is empty.</source>
   <translation>The selection is empty.</translation>
  </message>
  <message>
   <source>The server answered with a web page in place of {file}.</source>
   <translation>The server answered with a web page in place of {file}.</translation>
  </message>
  <message>
   <source>The server does not give {file} to everybody.</source>
   <translation>The server does not give {file} to everybody.</translation>
  </message>
  <message>
   <source>The server of {file} could not be trusted: {reason}.</source>
   <translation>The server of {file} could not be trusted: {reason}.</translation>
  </message>
  <message>
   <source>The server refused {file}: {reason}.</source>
   <translation>The server refused {file}: {reason}.</translation>
  </message>
  <message>
   <source>The size of the detail that becomes crisper.</source>
   <translation>The size of the detail that becomes crisper.</translation>
  </message>
  <message>
   <source>The text encoder {name}.</source>
   <translation>The text encoder {name}.</translation>
  </message>
  <message>
   <source>The text is too large to draw.</source>
   <translation>The text is too large to draw.</translation>
  </message>
  <message>
   <source>The tones that change most.</source>
   <translation>The tones that change most.</translation>
  </message>
  <message>
   <source>The whole picture was compared: outside the selection nothing differs. Seam {score}: 0 is invisible, above 1 may be seen. Joined by: {blend}.</source>
   <translation>The whole picture was compared: outside the selection nothing differs. Seam {score}: 0 is invisible, above 1 may be seen. Joined by: {blend}.</translation>
  </message>
  <message>
   <source>The words of {kind} are not bundled.</source>
   <translation>The words of {kind} are not bundled.</translation>
  </message>
  <message>
   <source>Theme</source>
   <translation>Theme</translation>
  </message>
  <message>
   <source>There are no recent files.</source>
   <translation>There are no recent files.</translation>
  </message>
  <message>
   <source>There are no steps to choose from.</source>
   <translation>There are no steps to choose from.</translation>
  </message>
  <message>
   <source>There are no steps.</source>
   <translation>There are no steps.</translation>
  </message>
  <message>
   <source>There are no words to look for.</source>
   <translation>There are no words to look for.</translation>
  </message>
  <message>
   <source>There are no words to make a picture from.</source>
   <translation>There are no words to make a picture from.</translation>
  </message>
  <message>
   <source>There are no words to write.</source>
   <translation>There are no words to write.</translation>
  </message>
  <message>
   <source>There is no file to go back to.</source>
   <translation>There is no file to go back to.</translation>
  </message>
  <message>
   <source>There is no filter called {name}.</source>
   <translation>There is no filter called {name}.</translation>
  </message>
  <message>
   <source>There is no instruction.</source>
   <translation>There is no instruction.</translation>
  </message>
  <message>
   <source>There is no layer below this one in its group.</source>
   <translation>There is no layer below this one in its group.</translation>
  </message>
  <message>
   <source>There is no model that can do this.</source>
   <translation>There is no model that can do this.</translation>
  </message>
  <message>
   <source>There is no model that could fill the new area.</source>
   <translation>There is no model that could fill the new area.</translation>
  </message>
  <message>
   <source>There is no model that reads words.</source>
   <translation>There is no model that reads words.</translation>
  </message>
  <message>
   <source>There is no operation called {name}.</source>
   <translation>There is no operation called {name}.</translation>
  </message>
  <message>
   <source>There is no picture on the clipboard.</source>
   <translation>There is no picture on the clipboard.</translation>
  </message>
  <message>
   <source>There is no picture to work on.</source>
   <translation>There is no picture to work on.</translation>
  </message>
  <message>
   <source>There is no room on the disk to convert {file}: {size} GB are needed.</source>
   <translation>There is no room on the disk to convert {file}: {size} GB are needed.</translation>
  </message>
  <message>
   <source>There is no saved selection.</source>
   <translation>There is no saved selection.</translation>
  </message>
  <message>
   <source>There is no sentence.</source>
   <translation>There is no sentence.</translation>
  </message>
  <message>
   <source>There is no side to extend.</source>
   <translation>There is no side to extend.</translation>
  </message>
  <message>
   <source>There is no step called {name}.</source>
   <translation>There is no step called {name}.</translation>
  </message>
  <message>
   <source>There is no style {preset}.</source>
   <translation>There is no style {preset}.</translation>
  </message>
  <message>
   <source>There is not enough memory for this.</source>
   <translation>There is not enough memory for this.</translation>
  </message>
  <message>
   <source>There is nothing around the selection to fill it from.</source>
   <translation>There is nothing around the selection to fill it from.</translation>
  </message>
  <message>
   <source>There is nothing but one colour, so nothing is left after trimming.</source>
   <translation>There is nothing but one colour, so nothing is left after trimming.</translation>
  </message>
  <message>
   <source>There is nothing in the area to take from.</source>
   <translation>There is nothing in the area to take from.</translation>
  </message>
  <message>
   <source>There is nothing inside the crop.</source>
   <translation>There is nothing inside the crop.</translation>
  </message>
  <message>
   <source>There is nothing to copy.</source>
   <translation>There is nothing to copy.</translation>
  </message>
  <message>
   <source>There is nothing to redo.</source>
   <translation>There is nothing to redo.</translation>
  </message>
  <message>
   <source>There is nothing to undo.</source>
   <translation>There is nothing to undo.</translation>
  </message>
  <message>
   <source>There is nothing under the layer to match it to.</source>
   <translation>There is nothing under the layer to match it to.</translation>
  </message>
  <message>
   <source>There is nothing visible to work on.</source>
   <translation>There is nothing visible to work on.</translation>
  </message>
  <message>
   <source>These are not the parameters of {name}.</source>
   <translation>These are not the parameters of {name}.</translation>
  </message>
  <message>
   <source>This ControlNet Union does not read maps of the kind {kind}.</source>
   <translation>This ControlNet Union does not read maps of the kind {kind}.</translation>
  </message>
  <message>
   <source>This is no list of steps.</source>
   <translation>This is no list of steps.</translation>
  </message>
  <message>
   <source>This language model cannot be used: its words are not beside it.</source>
   <translation>This language model cannot be used: its words are not beside it.</translation>
  </message>
  <message>
   <source>This layer has no pixels of its own.</source>
   <translation>This layer has no pixels of its own.</translation>
  </message>
  <message>
   <source>This layer holds no text.</source>
   <translation>This layer holds no text.</translation>
  </message>
  <message>
   <source>This model cannot be guided by control maps.</source>
   <translation>This model cannot be guided by control maps.</translation>
  </message>
  <message>
   <source>This model does not follow instructions.</source>
   <translation>This model does not follow instructions.</translation>
  </message>
  <message>
   <source>This model does not make pictures from words alone.</source>
   <translation>This model does not make pictures from words alone.</translation>
  </message>
  <message>
   <source>This model does not weigh words: (word:1.3) counts as word.</source>
   <translation>This model does not weigh words: (word:1.3) counts as word.</translation>
  </message>
  <message>
   <source>This model draws after a control map, and there is none.</source>
   <translation>This model draws after a control map, and there is none.</translation>
  </message>
  <message>
   <source>This model is given to people with an account only. Download it on its page, then drop the file here: it is recognised by its contents.</source>
   <translation>This model is given to people with an account only. Download it on its page, then drop the file here: it is recognised by its contents.</translation>
  </message>
  <message>
   <source>This model lacks the blocks that carry {kind} alone.</source>
   <translation>This model lacks the blocks that carry {kind} alone.</translation>
  </message>
  <message>
   <source>This model takes no reference pictures.</source>
   <translation>This model takes no reference pictures.</translation>
  </message>
  <message>
   <source>This model takes one control map.</source>
   <translation>This model takes one control map.</translation>
  </message>
  <message>
   <source>This model takes one reference picture.</source>
   <translation>This model takes one reference picture.</translation>
  </message>
  <message>
   <source>This model takes {most} reference pictures, and {given} were given.</source>
   <translation>This model takes {most} reference pictures, and {given} were given.</translation>
  </message>
  <message>
   <source>This model takes {need} GB of main memory and {free} GB are free.</source>
   <translation>This model takes {need} GB of main memory and {free} GB are free.</translation>
  </message>
  <message>
   <source>This needs a model that follows instructions.</source>
   <translation>This needs a model that follows instructions.</translation>
  </message>
  <message>
   <source>This needs an installed diffusion model.</source>
   <translation>This needs an installed diffusion model.</translation>
  </message>
  <message>
   <source>This needs an installed model that reads words, such as SAM 3 or CLIPSeg.</source>
   <translation>This needs an installed model that reads words, such as SAM 3 or CLIPSeg.</translation>
  </message>
  <message>
   <source>This recipe is for something that the panel does not do.</source>
   <translation>This recipe is for something that the panel does not do.</translation>
  </message>
  <message>
   <source>This was not understood: {words}.</source>
   <translation>This was not understood: {words}.</translation>
  </message>
  <message>
   <source>Threshold</source>
   <translation>Threshold</translation>
  </message>
  <message>
   <source>Threshold…</source>
   <translation>Threshold…</translation>
  </message>
  <message>
   <source>Tile (colours and places)</source>
   <translation>Tile (colours and places)</translation>
  </message>
  <message>
   <source>Tilt the layer away or nearer.</source>
   <translation>Tilt the layer away or nearer.</translation>
  </message>
  <message>
   <source>Tint</source>
   <translation>Tint</translation>
  </message>
  <message>
   <source>To the back</source>
   <translation>To the back</translation>
  </message>
  <message>
   <source>To the front</source>
   <translation>To the front</translation>
  </message>
  <message>
   <source>To the left darker corners, to the right lighter ones.</source>
   <translation>To the left darker corners, to the right lighter ones.</translation>
  </message>
  <message>
   <source>To the right light places become darker.</source>
   <translation>To the right light places become darker.</translation>
  </message>
  <message>
   <source>To the right magenta, to the left green.</source>
   <translation>To the right magenta, to the left green.</translation>
  </message>
  <message>
   <source>To the right warmer, to the left cooler.</source>
   <translation>To the right warmer, to the left cooler.</translation>
  </message>
  <message>
   <source>To width</source>
   <translation>To width</translation>
  </message>
  <message>
   <source>Tolerance</source>
   <translation>Tolerance</translation>
  </message>
  <message>
   <source>Tones from here on become white.</source>
   <translation>Tones from here on become white.</translation>
  </message>
  <message>
   <source>Too large</source>
   <translation>Too large</translation>
  </message>
  <message>
   <source>Too large for this computer: it wants {least} of graphics memory, or {need} of free main memory.</source>
   <translation>Too large for this computer: it wants {least} of graphics memory, or {need} of free main memory.</translation>
  </message>
  <message>
   <source>Tool options</source>
   <translation>Tool options</translation>
  </message>
  <message>
   <source>Tools</source>
   <translation>Tools</translation>
  </message>
  <message>
   <source>Top</source>
   <translation>Top</translation>
  </message>
  <message>
   <source>Top left</source>
   <translation>Top left</translation>
  </message>
  <message>
   <source>Top right</source>
   <translation>Top right</translation>
  </message>
  <message>
   <source>Transform</source>
   <translation>Transform</translation>
  </message>
  <message>
   <source>Transparent</source>
   <translation>Transparent</translation>
  </message>
  <message>
   <source>Trim</source>
   <translation>Trim</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Try again</translation>
  </message>
  <message>
   <source>Try again.</source>
   <translation>Try again.</translation>
  </message>
  <message>
   <source>Try fewer steps or lower guidance; the file may be damaged.</source>
   <translation>Try fewer steps or lower guidance; the file may be damaged.</translation>
  </message>
  <message>
   <source>Try other words, or select it yourself.</source>
   <translation>Try other words, or select it yourself.</translation>
  </message>
  <message>
   <source>Try other words, or show everything.</source>
   <translation>Try other words, or show everything.</translation>
  </message>
  <message>
   <source>Try other words.</source>
   <translation>Try other words.</translation>
  </message>
  <message>
   <source>Trying again at a higher precision</source>
   <translation>Trying again at a higher precision</translation>
  </message>
  <message>
   <source>Trying again with less memory</source>
   <translation>Trying again with less memory</translation>
  </message>
  <message>
   <source>Turn layer</source>
   <translation>Turn layer</translation>
  </message>
  <message>
   <source>Turns the layer into pixels that look the same.</source>
   <translation>Turns the layer into pixels that look the same.</translation>
  </message>
  <message>
   <source>Turns the numbers of FLUX.1 and Z-Image into pictures.</source>
   <translation>Turns the numbers of FLUX.1 and Z-Image into pictures.</translation>
  </message>
  <message>
   <source>Turns the numbers of FLUX.2 into pictures.</source>
   <translation>Turns the numbers of FLUX.2 into pictures.</translation>
  </message>
  <message>
   <source>Turns the numbers of PixArt-Sigma into pictures.</source>
   <translation>Turns the numbers of PixArt-Sigma into pictures.</translation>
  </message>
  <message>
   <source>Turns the numbers of Qwen-Image into pictures.</source>
   <translation>Turns the numbers of Qwen-Image into pictures.</translation>
  </message>
  <message>
   <source>Twirl</source>
   <translation>Twirl</translation>
  </message>
  <message>
   <source>Two results would be called {name}.</source>
   <translation>Two results would be called {name}.</translation>
  </message>
  <message>
   <source>Type a command</source>
   <translation>Type a command</translation>
  </message>
  <message>
   <source>US Letter, 300 dpi</source>
   <translation>US Letter, 300 dpi</translation>
  </message>
  <message>
   <source>Understand</source>
   <translation>Understand</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Undo</translation>
  </message>
  <message>
   <source>Undo all</source>
   <translation>Undo all</translation>
  </message>
  <message>
   <source>Ungroup</source>
   <translation>Ungroup</translation>
  </message>
  <message>
   <source>UniPC</source>
   <translation>UniPC</translation>
  </message>
  <message>
   <source>Unknown</source>
   <translation>Unknown</translation>
  </message>
  <message>
   <source>Unlock it in the Layers panel.</source>
   <translation>Unlock it in the Layers panel.</translation>
  </message>
  <message>
   <source>Unlock it in the layers panel.</source>
   <translation>Unlock it in the layers panel.</translation>
  </message>
  <message>
   <source>Unlock layer</source>
   <translation>Unlock layer</translation>
  </message>
  <message>
   <source>Unlock the group in the layers panel.</source>
   <translation>Unlock the group in the layers panel.</translation>
  </message>
  <message>
   <source>Unsaved work is kept in a rescue copy and opened again after a crash.</source>
   <translation>Unsaved work is kept in a rescue copy and opened again after a crash.</translation>
  </message>
  <message>
   <source>Unsharp mask</source>
   <translation>Unsharp mask</translation>
  </message>
  <message>
   <source>Unsharp mask…</source>
   <translation>Unsharp mask…</translation>
  </message>
  <message>
   <source>Untitled</source>
   <translation>Untitled</translation>
  </message>
  <message>
   <source>Untitled {n}</source>
   <translation>Untitled {n}</translation>
  </message>
  <message>
   <source>Unusable</source>
   <translation>Unusable</translation>
  </message>
  <message>
   <source>Update Limner to open it.</source>
   <translation>Update Limner to open it.</translation>
  </message>
  <message>
   <source>Upright</source>
   <translation>Upright</translation>
  </message>
  <message>
   <source>Upscale</source>
   <translation>Upscale</translation>
  </message>
  <message>
   <source>Upscale to {n} px</source>
   <translation>Upscale to {n} px</translation>
  </message>
  <message>
   <source>Upscale {n}x</source>
   <translation>Upscale {n}x</translation>
  </message>
  <message>
   <source>Upscaler</source>
   <translation>Upscaler</translation>
  </message>
  <message>
   <source>Upscalers and restorers</source>
   <translation>Upscalers and restorers</translation>
  </message>
  <message>
   <source>Upscale…</source>
   <translation>Upscale…</translation>
  </message>
  <message>
   <source>Use a mask of the same size.</source>
   <translation>Use a mask of the same size.</translation>
  </message>
  <message>
   <source>Use a picture's recipe…</source>
   <translation>Use a picture's recipe…</translation>
  </message>
  <message>
   <source>Use a smaller picture or selection, or close other programs.</source>
   <translation>Use a smaller picture or selection, or close other programs.</translation>
  </message>
  <message>
   <source>Use again</source>
   <translation>Use again</translation>
  </message>
  <message>
   <source>Use an https address.</source>
   <translation>Use an https address.</translation>
  </message>
  <message>
   <source>Use as</source>
   <translation>Use as</translation>
  </message>
  <message>
   <source>Use in place</source>
   <translation>Use in place</translation>
  </message>
  <message>
   <source>Use its recipe</source>
   <translation>Use its recipe</translation>
  </message>
  <message>
   <source>Use masks of the picture's size.</source>
   <translation>Use masks of the picture's size.</translation>
  </message>
  <message>
   <source>Use one of: {known}.</source>
   <translation>Use one of: {known}.</translation>
  </message>
  <message>
   <source>Use the models of other programs</source>
   <translation>Use the models of other programs</translation>
  </message>
  <message>
   <source>Use the picture as a subject.</source>
   <translation>Use the picture as a subject.</translation>
  </message>
  <message>
   <source>Use these {n} files as models?</source>
   <translation>Use these {n} files as models?</translation>
  </message>
  <message>
   <source>Use with another seed</source>
   <translation>Use with another seed</translation>
  </message>
  <message>
   <source>Use {file} as a model?</source>
   <translation>Use {file} as a model?</translation>
  </message>
  <message>
   <source>Used by {name}</source>
   <translation>Used by {name}</translation>
  </message>
  <message>
   <source>VAE</source>
   <translation>VAE</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Value</translation>
  </message>
  <message>
   <source>Variant</source>
   <translation>Variant</translation>
  </message>
  <message>
   <source>Variants</source>
   <translation>Variants</translation>
  </message>
  <message>
   <source>Variations of this result</source>
   <translation>Variations of this result</translation>
  </message>
  <message>
   <source>Vibrance</source>
   <translation>Vibrance</translation>
  </message>
  <message>
   <source>Vibrance…</source>
   <translation>Vibrance…</translation>
  </message>
  <message>
   <source>Video cover</source>
   <translation>Video cover</translation>
  </message>
  <message>
   <source>View</source>
   <translation>View</translation>
  </message>
  <message>
   <source>Vignette</source>
   <translation>Vignette</translation>
  </message>
  <message>
   <source>Vignette…</source>
   <translation>Vignette…</translation>
  </message>
  <message>
   <source>Vintage film</source>
   <translation>Vintage film</translation>
  </message>
  <message>
   <source>Visibility</source>
   <translation>Visibility</translation>
  </message>
  <message>
   <source>Visible picture</source>
   <translation>Visible picture</translation>
  </message>
  <message>
   <source>Vision encoder</source>
   <translation>Vision encoder</translation>
  </message>
  <message>
   <source>Vivid light</source>
   <translation>Vivid light</translation>
  </message>
  <message>
   <source>W</source>
   <translation>W</translation>
  </message>
  <message>
   <source>Waiting</source>
   <translation>Waiting</translation>
  </message>
  <message>
   <source>Waiting for the server</source>
   <translation>Waiting for the server</translation>
  </message>
  <message>
   <source>Warp</source>
   <translation>Warp</translation>
  </message>
  <message>
   <source>Watercolour</source>
   <translation>Watercolour</translation>
  </message>
  <message>
   <source>WebP</source>
   <translation>WebP</translation>
  </message>
  <message>
   <source>Weight</source>
   <translation>Weight</translation>
  </message>
  <message>
   <source>Weight of {name}</source>
   <translation>Weight of {name}</translation>
  </message>
  <message>
   <source>Wetting paper</source>
   <translation>Wetting paper</translation>
  </message>
  <message>
   <source>What a model finds in the selection when it starts.</source>
   <translation>What a model finds in the selection when it starts.</translation>
  </message>
  <message>
   <source>What a prompt can say</source>
   <translation>What a prompt can say</translation>
  </message>
  <message>
   <source>What changed</source>
   <translation>What changed</translation>
  </message>
  <message>
   <source>What dragging a handle does. Ctrl distorts, Ctrl+Alt+Shift tilts.</source>
   <translation>What dragging a handle does. Ctrl distorts, Ctrl+Alt+Shift tilts.</translation>
  </message>
  <message>
   <source>What draws the final edge when you let go. A segmentation model knows what things are; where none is installed, colours and edges decide.</source>
   <translation>What draws the final edge when you let go. A segmentation model knows what things are; where none is installed, colours and edges decide.</translation>
  </message>
  <message>
   <source>What has arrived is kept. Free some space and go on.</source>
   <translation>What has arrived is kept. Free some space and go on.</translation>
  </message>
  <message>
   <source>What is installed, and what can be had.</source>
   <translation>What is installed, and what can be had.</translation>
  </message>
  <message>
   <source>What is wanted of the selection.</source>
   <translation>What is wanted of the selection.</translation>
  </message>
  <message>
   <source>What lies beyond the edge. Only models read it; it may stay empty.</source>
   <translation>What lies beyond the edge. Only models read it; it may stay empty.</translation>
  </message>
  <message>
   <source>What lies beyond the old edge: nothing, or made up to fit.</source>
   <translation>What lies beyond the old edge: nothing, or made up to fit.</translation>
  </message>
  <message>
   <source>What looks damaged is selected. Q shows it as a mask to paint on.</source>
   <translation>What looks damaged is selected. Q shows it as a mask to paint on.</translation>
  </message>
  <message>
   <source>What may be said: names and declared parameters, as JSON.</source>
   <translation>What may be said: names and declared parameters, as JSON.</translation>
  </message>
  <message>
   <source>What must not appear. Only models read it.</source>
   <translation>What must not appear. Only models read it.</translation>
  </message>
  <message>
   <source>What shines through the border takes the colours of the thing itself. Needs a new layer as the output.</source>
   <translation>What shines through the border takes the colours of the thing itself. Needs a new layer as the output.</translation>
  </message>
  <message>
   <source>What should be here?</source>
   <translation>What should be here?</translation>
  </message>
  <message>
   <source>What should be in the picture?</source>
   <translation>What should be in the picture?</translation>
  </message>
  <message>
   <source>What should be there? Leave empty to fill from the surroundings.</source>
   <translation>What should be there? Leave empty to fill from the surroundings.</translation>
  </message>
  <message>
   <source>What the ControlNet that will read it was trained on.</source>
   <translation>What the ControlNet that will read it was trained on.</translation>
  </message>
  <message>
   <source>What the engine works on appears here.</source>
   <translation>What the engine works on appears here.</translation>
  </message>
  <message>
   <source>What the fill without a model may copy. An area is a saved selection or what a layer covers.</source>
   <translation>What the fill without a model may copy. An area is a saved selection or what a layer covers.</translation>
  </message>
  <message>
   <source>What the picture shows, and how it should look. May be empty.</source>
   <translation>What the picture shows, and how it should look. May be empty.</translation>
  </message>
  <message>
   <source>What the picture shows.</source>
   <translation>What the picture shows.</translation>
  </message>
  <message>
   <source>What the pressure of a pen changes.</source>
   <translation>What the pressure of a pen changes.</translation>
  </message>
  <message>
   <source>What to change, as you would say it: make it winter.</source>
   <translation>What to change, as you would say it: make it winter.</translation>
  </message>
  <message>
   <source>What to put there. Leave it empty to continue the surroundings; without a model the surroundings are always continued.</source>
   <translation>What to put there. Leave it empty to continue the surroundings; without a model the surroundings are always continued.</translation>
  </message>
  <message>
   <source>What to select, in English: the sky; a dog and a ball.</source>
   <translation>What to select, in English: the sky; a dog and a ball.</translation>
  </message>
  <message>
   <source>What to select, such as: the sky; a dog and a ball. Press Return. Needs a model that reads words: SAM 3 or CLIPSeg.</source>
   <translation>What to select, such as: the sky; a dog and a ball. Press Return. Needs a model that reads words: SAM 3 or CLIPSeg.</translation>
  </message>
  <message>
   <source>What you download appears here, and can be paused.</source>
   <translation>What you download appears here, and can be paused.</translation>
  </message>
  <message>
   <source>When it guides</source>
   <translation>When it guides</translation>
  </message>
  <message>
   <source>Where a model is installed, it fills the stroke as well, in the background. A bar by the stroke switches between the two.</source>
   <translation>Where a model is installed, it fills the stroke as well, in the background. A bar by the stroke switches between the two.</translation>
  </message>
  <message>
   <source>Where neither width nor height is given.</source>
   <translation>Where neither width nor height is given.</translation>
  </message>
  <message>
   <source>Where one of the chosen model's family is installed and repaints better.</source>
   <translation>Where one of the chosen model's family is installed and repaints better.</translation>
  </message>
  <message>
   <source>Where only one of the two changes, the other follows.</source>
   <translation>Where only one of the two changes, the other follows.</translation>
  </message>
  <message>
   <source>Which</source>
   <translation>Which</translation>
  </message>
  <message>
   <source>White</source>
   <translation>White</translation>
  </message>
  <message>
   <source>White balance</source>
   <translation>White balance</translation>
  </message>
  <message>
   <source>White balance…</source>
   <translation>White balance…</translation>
  </message>
  <message>
   <source>White marks what is to be made anew.</source>
   <translation>White marks what is to be made anew.</translation>
  </message>
  <message>
   <source>Whole picture</source>
   <translation>Whole picture</translation>
  </message>
  <message>
   <source>Whose bounds are seen; 0 is the active one.</source>
   <translation>Whose bounds are seen; 0 is the active one.</translation>
  </message>
  <message>
   <source>Wider things are left alone.</source>
   <translation>Wider things are left alone.</translation>
  </message>
  <message>
   <source>Widest</source>
   <translation>Widest</translation>
  </message>
  <message>
   <source>Width</source>
   <translation>Width</translation>
  </message>
  <message>
   <source>Width to height, such as 16:9; as large as fits in the middle.</source>
   <translation>Width to height, such as 16:9; as large as fits in the middle.</translation>
  </message>
  <message>
   <source>Width to height, such as 16:9; both sides then grow alike.</source>
   <translation>Width to height, such as 16:9; both sides then grow alike.</translation>
  </message>
  <message>
   <source>Width to height; 0 leaves it free.</source>
   <translation>Width to height; 0 leaves it free.</translation>
  </message>
  <message>
   <source>Window</source>
   <translation>Window</translation>
  </message>
  <message>
   <source>Windows icon</source>
   <translation>Windows icon</translation>
  </message>
  <message>
   <source>With an installed model</source>
   <translation>With an installed model</translation>
  </message>
  <message>
   <source>With problems</source>
   <translation>With problems</translation>
  </message>
  <message>
   <source>Without a background model it is a guess from colours and place.</source>
   <translation>Without a background model it is a guess from colours and place.</translation>
  </message>
  <message>
   <source>Without how AI made it</source>
   <translation>Without how AI made it</translation>
  </message>
  <message>
   <source>Woodcut</source>
   <translation>Woodcut</translation>
  </message>
  <message>
   <source>Words</source>
   <translation>Words</translation>
  </message>
  <message>
   <source>Words for this region alone; those of the prompt follow them.</source>
   <translation>Words for this region alone; those of the prompt follow them.</translation>
  </message>
  <message>
   <source>Words of a region</source>
   <translation>Words of a region</translation>
  </message>
  <message>
   <source>Words of region {n}</source>
   <translation>Words of region {n}</translation>
  </message>
  <message>
   <source>Working</source>
   <translation>Working</translation>
  </message>
  <message>
   <source>Write here</source>
   <translation>Write here</translation>
  </message>
  <message>
   <source>Write it as 16:9.</source>
   <translation>Write it as 16:9.</translation>
  </message>
  <message>
   <source>Write it as x,y,width,height in pixels.</source>
   <translation>Write it as x,y,width,height in pixels.</translation>
  </message>
  <message>
   <source>Write them as x,y x,y in pixels.</source>
   <translation>Write them as x,y x,y in pixels.</translation>
  </message>
  <message>
   <source>Write what is to change, for example: make it winter.</source>
   <translation>Write what is to change, for example: make it winter.</translation>
  </message>
  <message>
   <source>Write what the picture shows.</source>
   <translation>Write what the picture shows.</translation>
  </message>
  <message>
   <source>Write what to select, such as: the sky.</source>
   <translation>Write what to select, such as: the sky.</translation>
  </message>
  <message>
   <source>Writes what the picture shows into the prompt.</source>
   <translation>Writes what the picture shows into the prompt.</translation>
  </message>
  <message>
   <source>Writes what the picture, or the selected part, shows into the prompt.</source>
   <translation>Writes what the picture, or the selected part, shows into the prompt.</translation>
  </message>
  <message>
   <source>X</source>
   <translation>X</translation>
  </message>
  <message>
   <source>Y</source>
   <translation>Y</translation>
  </message>
  <message>
   <source>Yellows</source>
   <translation>Yellows</translation>
  </message>
  <message>
   <source>Zoom</source>
   <translation>Zoom</translation>
  </message>
  <message>
   <source>Zoom in</source>
   <translation>Zoom in</translation>
  </message>
  <message>
   <source>Zoom out</source>
   <translation>Zoom out</translation>
  </message>
  <message>
   <source>about {time}</source>
   <translation>about {time}</translation>
  </message>
  <message>
   <source>accent</source>
   <translation>accent</translation>
  </message>
  <message>
   <source>accent_on</source>
   <translation>accent_on</translation>
  </message>
  <message>
   <source>accent_soft</source>
   <translation>accent_soft</translation>
  </message>
  <message>
   <source>accent_text</source>
   <translation>accent_text</translation>
  </message>
  <message>
   <source>auto · {n}</source>
   <translation>auto · {n}</translation>
  </message>
  <message>
   <source>bar</source>
   <translation>bar</translation>
  </message>
  <message>
   <source>best</source>
   <translation>best</translation>
  </message>
  <message>
   <source>blur the background a lot</source>
   <translation>blur the background a lot</translation>
  </message>
  <message>
   <source>border</source>
   <translation>border</translation>
  </message>
  <message>
   <source>by {maker}</source>
   <translation>by {maker}</translation>
  </message>
  <message>
   <source>by {model}</source>
   <translation>by {model}</translation>
  </message>
  <message>
   <source>checker_a</source>
   <translation>checker_a</translation>
  </message>
  <message>
   <source>checker_b</source>
   <translation>checker_b</translation>
  </message>
  <message>
   <source>crop to square, upscale 2x and sharpen a bit</source>
   <translation>crop to square, upscale 2x and sharpen a bit</translation>
  </message>
  <message>
   <source>cube</source>
   <translation>cube</translation>
  </message>
  <message>
   <source>danger</source>
   <translation>danger</translation>
  </message>
  <message>
   <source>faint</source>
   <translation>faint</translation>
  </message>
  <message>
   <source>field</source>
   <translation>field</translation>
  </message>
  <message>
   <source>fits nothing here</source>
   <translation>fits nothing here</translation>
  </message>
  <message>
   <source>fits {score}</source>
   <translation>fits {score}</translation>
  </message>
  <message>
   <source>hover</source>
   <translation>hover</translation>
  </message>
  <message>
   <source>icon</source>
   <translation>icon</translation>
  </message>
  <message>
   <source>length and header</source>
   <translation>length and header</translation>
  </message>
  <message>
   <source>line</source>
   <translation>line</translation>
  </message>
  <message>
   <source>muted</source>
   <translation>muted</translation>
  </message>
  <message>
   <source>not accepted yet</source>
   <translation>not accepted yet</translation>
  </message>
  <message>
   <source>not aligned</source>
   <translation>not aligned</translation>
  </message>
  <message>
   <source>not installed</source>
   <translation>not installed</translation>
  </message>
  <message>
   <source>one colour</source>
   <translation>one colour</translation>
  </message>
  <message>
   <source>pressed</source>
   <translation>pressed</translation>
  </message>
  <message>
   <source>raised</source>
   <translation>raised</translation>
  </message>
  <message>
   <source>remove the scratches, then black and white</source>
   <translation>remove the scratches, then black and white</translation>
  </message>
  <message>
   <source>s</source>
   <translation>s</translation>
  </message>
  <message>
   <source>seam {score}</source>
   <translation>seam {score}</translation>
  </message>
  <message>
   <source>text</source>
   <translation>text</translation>
  </message>
  <message>
   <source>turn my photo into a cartoon, then make it warmer</source>
   <translation>turn my photo into a cartoon, then make it warmer</translation>
  </message>
  <message>
   <source>under 1 s</source>
   <translation>under 1 s</translation>
  </message>
  <message>
   <source>xFormers</source>
   <translation>xFormers</translation>
  </message>
  <message>
   <source>{bits} bits/channel</source>
   <translation>{bits} bits/channel</translation>
  </message>
  <message>
   <source>{count} pixels outside the selection would have changed.</source>
   <translation>{count} pixels outside the selection would have changed.</translation>
  </message>
  <message>
   <source>{done} of {total}</source>
   <translation>{done} of {total}</translation>
  </message>
  <message>
   <source>{file} arrived damaged and was thrown away.</source>
   <translation>{file} arrived damaged and was thrown away.</translation>
  </message>
  <message>
   <source>{file} cannot be read: {reason}.</source>
   <translation>{file} cannot be read: {reason}.</translation>
  </message>
  <message>
   <source>{file} could not be loaded: {cause}</source>
   <translation>{file} could not be loaded: {cause}</translation>
  </message>
  <message>
   <source>{file} could not be moved to the bin.</source>
   <translation>{file} could not be moved to the bin.</translation>
  </message>
  <message>
   <source>{file} could not be written: {reason}.</source>
   <translation>{file} could not be written: {reason}.</translation>
  </message>
  <message>
   <source>{file} holds something else than weights and was not loaded.</source>
   <translation>{file} holds something else than weights and was not loaded.</translation>
  </message>
  <message>
   <source>{file} holds something else than weights and was not loaded: it asks for {name}.</source>
   <translation>{file} holds something else than weights and was not loaded: it asks for {name}.</translation>
  </message>
  <message>
   <source>{file} holds the diffusion model alone; its text encoders and tokenizers were not found.</source>
   <translation>{file} holds the diffusion model alone; its text encoders and tokenizers were not found.</translation>
  </message>
  <message>
   <source>{file} is an ONNX file, which is not used here.</source>
   <translation>{file} is an ONNX file, which is not used here.</translation>
  </message>
  <message>
   <source>{file} is damaged or incomplete.</source>
   <translation>{file} is damaged or incomplete.</translation>
  </message>
  <message>
   <source>{file} is damaged or not a model file.</source>
   <translation>{file} is damaged or not a model file.</translation>
  </message>
  <message>
   <source>{file} is incomplete: {reason}.</source>
   <translation>{file} is incomplete: {reason}.</translation>
  </message>
  <message>
   <source>{file} is no usable model file: {reason}.</source>
   <translation>{file} is no usable model file: {reason}.</translation>
  </message>
  <message>
   <source>{file} is not a model file.</source>
   <translation>{file} is not a model file.</translation>
  </message>
  <message>
   <source>{file} is not a model that can be used.</source>
   <translation>{file} is not a model that can be used.</translation>
  </message>
  <message>
   <source>{file} is not a network for enlarging that is known here.</source>
   <translation>{file} is not a network for enlarging that is known here.</translation>
  </message>
  <message>
   <source>{file} is not a safetensors file, so it is not loaded as a LoRA.</source>
   <translation>{file} is not a safetensors file, so it is not loaded as a LoRA.</translation>
  </message>
  <message>
   <source>{file} is not a safetensors file, so it is not loaded as an embedding.</source>
   <translation>{file} is not a safetensors file, so it is not loaded as an embedding.</translation>
  </message>
  <message>
   <source>{file} is not on the server any more.</source>
   <translation>{file} is not on the server any more.</translation>
  </message>
  <message>
   <source>{file} is not where it was.</source>
   <translation>{file} is not where it was.</translation>
  </message>
  <message>
   <source>{file} is one file of a model that is loaded as a folder only.</source>
   <translation>{file} is one file of a model that is loaded as a folder only.</translation>
  </message>
  <message>
   <source>{file} is quantised in a way that Limner cannot compute with ({kind}).</source>
   <translation>{file} is quantised in a way that Limner cannot compute with ({kind}).</translation>
  </message>
  <message>
   <source>{file} is there already.</source>
   <translation>{file} is there already.</translation>
  </message>
  <message>
   <source>{file} is {what}, which is not used here.</source>
   <translation>{file} is {what}, which is not used here.</translation>
  </message>
  <message>
   <source>{file} needs parts that were not found: {parts}.</source>
   <translation>{file} needs parts that were not found: {parts}.</translation>
  </message>
  <message>
   <source>{file} needs {missing} more on this disk, and {free} are free.</source>
   <translation>{file} needs {missing} more on this disk, and {free} are free.</translation>
  </message>
  <message>
   <source>{file} was quantised with {package}, which is not installed.</source>
   <translation>{file} was quantised with {package}, which is not installed.</translation>
  </message>
  <message>
   <source>{filter} needs a layer with pixels.</source>
   <translation>{filter} needs a layer with pixels.</translation>
  </message>
  <message>
   <source>{format} can hold at most {most} pixels on an edge.</source>
   <translation>{format} can hold at most {most} pixels on an edge.</translation>
  </message>
  <message>
   <source>{format} needs the whole picture in memory: {need} GB, and {free} GB are free.</source>
   <translation>{format} needs the whole picture in memory: {need} GB, and {free} GB are free.</translation>
  </message>
  <message>
   <source>{free} free</source>
   <translation>{free} free</translation>
  </message>
  <message>
   <source>{i} of {n}</source>
   <translation>{i} of {n}</translation>
  </message>
  <message>
   <source>{label} cannot be said in words.</source>
   <translation>{label} cannot be said in words.</translation>
  </message>
  <message>
   <source>{label} cannot be {value}.</source>
   <translation>{label} cannot be {value}.</translation>
  </message>
  <message>
   <source>{label} must be a number.</source>
   <translation>{label} must be a number.</translation>
  </message>
  <message>
   <source>{model} fills, expands, adds and removes at strengths above {n} %; {chosen} refines.</source>
   <translation>{model} fills, expands, adds and removes at strengths above {n} %; {chosen} refines.</translation>
  </message>
  <message>
   <source>{model} is at work…</source>
   <translation>{model} is at work…</translation>
  </message>
  <message>
   <source>{mode} (needs a model)</source>
   <translation>{mode} (needs a model)</translation>
  </message>
  <message>
   <source>{mode} needs a model.</source>
   <translation>{mode} needs a model.</translation>
  </message>
  <message>
   <source>{name} cannot be opened: the picture is too large.</source>
   <translation>{name} cannot be opened: the picture is too large.</translation>
  </message>
  <message>
   <source>{name} cannot be opened: the {format} file is damaged or of an unusual kind.</source>
   <translation>{name} cannot be opened: the {format} file is damaged or of an unusual kind.</translation>
  </message>
  <message>
   <source>{name} cannot be opened: {reason}</source>
   <translation>{name} cannot be opened: {reason}</translation>
  </message>
  <message>
   <source>{name} cannot be opened: {reason}.</source>
   <translation>{name} cannot be opened: {reason}.</translation>
  </message>
  <message>
   <source>{name} cannot be read as a picture.</source>
   <translation>{name} cannot be read as a picture.</translation>
  </message>
  <message>
   <source>{name} cannot be read.</source>
   <translation>{name} cannot be read.</translation>
  </message>
  <message>
   <source>{name} cannot be saved: the ending {suffix} is not known.</source>
   <translation>{name} cannot be saved: the ending {suffix} is not known.</translation>
  </message>
  <message>
   <source>{name} copy</source>
   <translation>{name} copy</translation>
  </message>
  <message>
   <source>{name} could not be saved: {reason}.</source>
   <translation>{name} could not be saved: {reason}.</translation>
  </message>
  <message>
   <source>{name} does not fit into memory.</source>
   <translation>{name} does not fit into memory.</translation>
  </message>
  <message>
   <source>{name} failed: {cause}</source>
   <translation>{name} failed: {cause}</translation>
  </message>
  <message>
   <source>{name} is empty.</source>
   <translation>{name} is empty.</translation>
  </message>
  <message>
   <source>{name} is not a picture that can be opened.</source>
   <translation>{name} is not a picture that can be opened.</translation>
  </message>
  <message>
   <source>{name} is recognised, but Limner cannot use it yet.</source>
   <translation>{name} is recognised, but Limner cannot use it yet.</translation>
  </message>
  <message>
   <source>{name} is the old name, {n} a number, {operation} what is done.</source>
   <translation>{name} is the old name, {n} a number, {operation} what is done.</translation>
  </message>
  <message>
   <source>{name} is there already.</source>
   <translation>{name} is there already.</translation>
  </message>
  <message>
   <source>{name} needs an installed model.</source>
   <translation>{name} needs an installed model.</translation>
  </message>
  <message>
   <source>{name} starts from nothing that could be shown.</source>
   <translation>{name} starts from nothing that could be shown.</translation>
  </message>
  <message>
   <source>{name}, seed {seed}</source>
   <translation>{name}, seed {seed}</translation>
  </message>
  <message>
   <source>{name}, seed {seed}, fits the words {score}</source>
   <translation>{name}, seed {seed}, fits the words {score}</translation>
  </message>
  <message>
   <source>{name}: a checkpoint for making pictures.</source>
   <translation>{name}: a checkpoint for making pictures.</translation>
  </message>
  <message>
   <source>{name}: the diffusion model alone; a VAE and text encoders must be installed beside it.</source>
   <translation>{name}: the diffusion model alone; a VAE and text encoders must be installed beside it.</translation>
  </message>
  <message>
   <source>{n} could not be made.</source>
   <translation>{n} could not be made.</translation>
  </message>
  <message>
   <source>{n} layers</source>
   <translation>{n} layers</translation>
  </message>
  <message>
   <source>{n} min</source>
   <translation>{n} min</translation>
  </message>
  <message>
   <source>{n} of {all} pictures are in {folder}.</source>
   <translation>{n} of {all} pictures are in {folder}.</translation>
  </message>
  <message>
   <source>{n} of {all} steps</source>
   <translation>{n} of {all} steps</translation>
  </message>
  <message>
   <source>{n} older steps dropped to stay within {size}</source>
   <translation>{n} older steps dropped to stay within {size}</translation>
  </message>
  <message>
   <source>{n} pixels changed outside</source>
   <translation>{n} pixels changed outside</translation>
  </message>
  <message>
   <source>{n} s</source>
   <translation>{n} s</translation>
  </message>
  <message>
   <source>{n} steps · {size}</source>
   <translation>{n} steps · {size}</translation>
  </message>
  <message>
   <source>{n} steps, the least</source>
   <translation>{n} steps, the least</translation>
  </message>
  <message>
   <source>{n} waiting</source>
   <translation>{n} waiting</translation>
  </message>
  <message>
   <source>{operation} failed: {reason}</source>
   <translation>{operation} failed: {reason}</translation>
  </message>
  <message>
   <source>{operation} needs a layer with pixels.</source>
   <translation>{operation} needs a layer with pixels.</translation>
  </message>
  <message>
   <source>{operation} needs a picture.</source>
   <translation>{operation} needs a picture.</translation>
  </message>
  <message>
   <source>{operation} needs a selection.</source>
   <translation>{operation} needs a selection.</translation>
  </message>
  <message>
   <source>{operation}: {name} ({i} of {n})</source>
   <translation>{operation}: {name} ({i} of {n})</translation>
  </message>
  <message>
   <source>{program} uses this file, too.</source>
   <translation>{program} uses this file, too.</translation>
  </message>
  <message>
   <source>{ratio} is not a ratio of sides.</source>
   <translation>{ratio} is not a ratio of sides.</translation>
  </message>
  <message>
   <source>{reason}</source>
   <translation>{reason}</translation>
  </message>
  <message>
   <source>{size} GB of memory freed.</source>
   <translation>{size} GB of memory freed.</translation>
  </message>
  <message>
   <source>{size} · {w} × {h} px</source>
   <translation>{size} · {w} × {h} px</translation>
  </message>
  <message>
   <source>{step} ({i} of {n})</source>
   <translation>{step} ({i} of {n})</translation>
  </message>
  <message>
   <source>{step} has no parameter {name}.</source>
   <translation>{step} has no parameter {name}.</translation>
  </message>
  <message>
   <source>{text} are not points.</source>
   <translation>{text} are not points.</translation>
  </message>
  <message>
   <source>{text} is not a box.</source>
   <translation>{text} is not a box.</translation>
  </message>
  <message>
   <source>{time} left</source>
   <translation>{time} left</translation>
  </message>
  <message>
   <source>{used} of {all} GB</source>
   <translation>{used} of {all} GB</translation>
  </message>
  <message>
   <source>“{what}” must be found by words, for which no model is installed.</source>
   <translation>“{what}” must be found by words, for which no model is installed.</translation>
  </message>
  <message>
   <source>“{what}” must be painted by a model, and none is installed.</source>
   <translation>“{what}” must be painted by a model, and none is installed.</translation>
  </message>
  <message>
   <source>“{what}” needs a model that follows instructions, and none is installed.</source>
   <translation>“{what}” needs a model that follows instructions, and none is installed.</translation>
  </message>
  <message>
   <source>“{what}” was not found in the picture.</source>
   <translation>“{what}” was not found in the picture.</translation>
  </message>
  <message>
   <source>简体中文</source>
   <translation>简体中文</translation>
  </message>
 </context>
</TS>
