<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>limner</name>
  <message>
   <source>0 follows the shape of the picture, 100 is a circle.</source>
   <translation>0 随图片形状，100 为圆形。</translation>
  </message>
  <message>
   <source>1 px</source>
   <translation>1 像素</translation>
  </message>
  <message>
   <source>1 step · {size}</source>
   <translation>1 步 · {size}</translation>
  </message>
  <message>
   <source>16 bit</source>
   <translation>16 位</translation>
  </message>
  <message>
   <source>1x</source>
   <translation>1 倍</translation>
  </message>
  <message>
   <source>2x</source>
   <translation>2 倍</translation>
  </message>
  <message>
   <source>3 x 3</source>
   <translation>3 x 3</translation>
  </message>
  <message>
   <source>3 x 3 average</source>
   <translation>3 x 3 平均</translation>
  </message>
  <message>
   <source>32-bit float</source>
   <translation>32 位浮点</translation>
  </message>
  <message>
   <source>3dl</source>
   <translation>3dl</translation>
  </message>
  <message>
   <source>3x</source>
   <translation>3 倍</translation>
  </message>
  <message>
   <source>4 x 4</source>
   <translation>4 x 4</translation>
  </message>
  <message>
   <source>4K UHD</source>
   <translation>4K 超高清</translation>
  </message>
  <message>
   <source>4x</source>
   <translation>4 倍</translation>
  </message>
  <message>
   <source>5 x 5</source>
   <translation>5 x 5</translation>
  </message>
  <message>
   <source>5 x 5 average</source>
   <translation>5 x 5 平均</translation>
  </message>
  <message>
   <source>50 % grey</source>
   <translation>50 % 灰</translation>
  </message>
  <message>
   <source>6x</source>
   <translation>6 倍</translation>
  </message>
  <message>
   <source>8 bit</source>
   <translation>8 位</translation>
  </message>
  <message>
   <source>8x</source>
   <translation>8 倍</translation>
  </message>
  <message>
   <source>A ControlNet for {name}.</source>
   <translation>用于 {name} 的 ControlNet。</translation>
  </message>
  <message>
   <source>A LoRA that makes pictures in 8 steps in place of 30.</source>
   <translation>用 8 步代替 30 步生成图片的 LoRA。</translation>
  </message>
  <message>
   <source>A T2I-Adapter for {name}.</source>
   <translation>用于 {name} 的 T2I-Adapter。</translation>
  </message>
  <message>
   <source>A VAE for {name}.</source>
   <translation>用于 {name} 的 VAE。</translation>
  </message>
  <message>
   <source>A control map needs a ControlNet.</source>
   <translation>控制图需要一个 ControlNet。</translation>
  </message>
  <message>
   <source>A control map of depth needs a depth model.</source>
   <translation>深度控制图需要深度模型。</translation>
  </message>
  <message>
   <source>A control map of poses needs a pose model.</source>
   <translation>姿态控制图需要姿态模型。</translation>
  </message>
  <message>
   <source>A face restorer of the {name} design.</source>
   <translation>{name} 结构的人脸修复模型。</translation>
  </message>
  <message>
   <source>A file with a look (LUT), as editors of film write it.</source>
   <translation>含有调色风格 (LUT) 的文件，由影片剪辑软件导出。</translation>
  </message>
  <message>
   <source>A folder of models</source>
   <translation>模型文件夹</translation>
  </message>
  <message>
   <source>A folder of models…</source>
   <translation>模型文件夹…</translation>
  </message>
  <message>
   <source>A group has no pixels of its own.</source>
   <translation>图层组本身没有像素。</translation>
  </message>
  <message>
   <source>A language model.</source>
   <translation>语言模型。</translation>
  </message>
  <message>
   <source>A layer can only be put into a group.</source>
   <translation>图层只能放进图层组。</translation>
  </message>
  <message>
   <source>A layer in this group is locked.</source>
   <translation>此组中有一个图层已锁定。</translation>
  </message>
  <message>
   <source>A line to drag: left of it the picture as it was.</source>
   <translation>可拖动的分界线：左侧为原来的图片。</translation>
  </message>
  <message>
   <source>A map of the kind {kind} cannot be drawn from a picture here.</source>
   <translation>此处无法从图片绘制 {kind} 类型的控制图。</translation>
  </message>
  <message>
   <source>A network that paints in one style.</source>
   <translation>以一种风格作画的网络。</translation>
  </message>
  <message>
   <source>A new adjustment layer changes everything below it and can be changed, masked and removed at any time.</source>
   <translation>新的调整图层会改变其下方的一切，并可随时修改、加蒙版或移除。</translation>
  </message>
  <message>
   <source>A new layer that shows what all visible ones show.</source>
   <translation>新建一个图层，内容为所有可见图层的合成。</translation>
  </message>
  <message>
   <source>A picture of the same size, white where the area to take from is</source>
   <translation>同样大小的图片，白色为取样区域</translation>
  </message>
  <message>
   <source>A picture of {width} x {height} pixels cannot be drawn.</source>
   <translation>无法绘制 {width} x {height} 像素的图片。</translation>
  </message>
  <message>
   <source>A reference picture needs an IP-Adapter.</source>
   <translation>参考图片需要一个 IP-Adapter。</translation>
  </message>
  <message>
   <source>A segmentation model knows what things are. Without one, colours and edges decide.</source>
   <translation>分割模型认识物体；没有模型时由颜色和边缘决定。</translation>
  </message>
  <message>
   <source>A selection keeps its size.</source>
   <translation>选区保持原尺寸。</translation>
  </message>
  <message>
   <source>A sketch, a pose or a style to follow: add a layer, the picture or a file.</source>
   <translation>要遵循的草图、姿势或风格：添加图层、图片或文件。</translation>
  </message>
  <message>
   <source>A small decoder that shows previews of {name}.</source>
   <translation>用于显示 {name} 预览的小型解码器。</translation>
  </message>
  <message>
   <source>A small model that reads long prompts.</source>
   <translation>能读长提示词的小模型。</translation>
  </message>
  <message>
   <source>A value of the kind {kind} cannot be saved.</source>
   <translation>无法保存类型为 {kind} 的值。</translation>
  </message>
  <message>
   <source>A {method} for {name}.</source>
   <translation>用于 {name} 的 {method}。</translation>
  </message>
  <message>
   <source>A {method}; it is not known for which model.</source>
   <translation>{method}；无法确定它用于哪个模型。</translation>
  </message>
  <message>
   <source>A {name} network for depth.</source>
   <translation>用于估计深度的 {name} 网络。</translation>
  </message>
  <message>
   <source>A {name} network for removing backgrounds.</source>
   <translation>用于去除背景的 {name} 网络。</translation>
  </message>
  <message>
   <source>A {name} network for selecting objects.</source>
   <translation>用于选择对象的 {name} 网络。</translation>
  </message>
  <message>
   <source>A {name} network for the poses of people.</source>
   <translation>用于识别人物姿态的 {name} 网络。</translation>
  </message>
  <message>
   <source>A {name} network that compares pictures and words.</source>
   <translation>用于比较图片与文字的 {name} 网络。</translation>
  </message>
  <message>
   <source>A {name} network that describes pictures.</source>
   <translation>用于描述图片的 {name} 网络。</translation>
  </message>
  <message>
   <source>A {name} network that finds people, beside one for their poses.</source>
   <translation>用于检测人物的 {name} 网络，与姿态网络配合使用。</translation>
  </message>
  <message>
   <source>A {name} network.</source>
   <translation>{name} 网络。</translation>
  </message>
  <message>
   <source>A {name}.</source>
   <translation>{name}。</translation>
  </message>
  <message>
   <source>A2 poster, 200 dpi</source>
   <translation>A2 海报，200 dpi</translation>
  </message>
  <message>
   <source>A3 paper, 300 dpi</source>
   <translation>A3 纸，300 dpi</translation>
  </message>
  <message>
   <source>A4 paper, 300 dpi</source>
   <translation>A4 纸，300 dpi</translation>
  </message>
  <message>
   <source>A5 paper, 300 dpi</source>
   <translation>A5 纸，300 dpi</translation>
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
   <translation>关于 Limner</translation>
  </message>
  <message>
   <source>Accept</source>
   <translation>接受</translation>
  </message>
  <message>
   <source>Accept the licence first.</source>
   <translation>请先接受许可证。</translation>
  </message>
  <message>
   <source>Accept the licence on the model's page, download it there, and drop the file here.</source>
   <translation>请在模型页面接受许可证并在那里下载，然后将文件拖放到这里。</translation>
  </message>
  <message>
   <source>Accept the result</source>
   <translation>接受结果</translation>
  </message>
  <message>
   <source>Act</source>
   <translation>操作</translation>
  </message>
  <message>
   <source>Acts on all layers below it in its group.</source>
   <translation>作用于同组中其下方的所有图层。</translation>
  </message>
  <message>
   <source>Actual pixels (100 %)</source>
   <translation>实际像素 (100 %)</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>添加</translation>
  </message>
  <message>
   <source>Add a LoRA to the prompt</source>
   <translation>将 LoRA 添加到提示词</translation>
  </message>
  <message>
   <source>Add a folder…</source>
   <translation>添加文件夹…</translation>
  </message>
  <message>
   <source>Add a guide</source>
   <translation>添加引导</translation>
  </message>
  <message>
   <source>Add a mask</source>
   <translation>添加蒙版</translation>
  </message>
  <message>
   <source>Add an embedding to the prompt</source>
   <translation>将嵌入添加到提示词</translation>
  </message>
  <message>
   <source>Add detail</source>
   <translation>添加细节</translation>
  </message>
  <message>
   <source>Add detail in selection</source>
   <translation>在选区中添加细节</translation>
  </message>
  <message>
   <source>Add detail, {n}x</source>
   <translation>添加细节，{n} 倍</translation>
  </message>
  <message>
   <source>Add detail…</source>
   <translation>添加细节…</translation>
  </message>
  <message>
   <source>Add mask</source>
   <translation>添加蒙版</translation>
  </message>
  <message>
   <source>Add one in the layers panel.</source>
   <translation>请在图层面板中添加。</translation>
  </message>
  <message>
   <source>Add region</source>
   <translation>添加区域</translation>
  </message>
  <message>
   <source>Add selection as region</source>
   <translation>将选区添加为区域</translation>
  </message>
  <message>
   <source>Add the colour to the swatches</source>
   <translation>将颜色添加到色板</translation>
  </message>
  <message>
   <source>Add the place of the active layer as region</source>
   <translation>将当前图层所在位置添加为区域</translation>
  </message>
  <message>
   <source>Add to selection</source>
   <translation>添加到选区</translation>
  </message>
  <message>
   <source>Added to the preset. Only models read it.</source>
   <translation>附加到预设。仅模型会读取。</translation>
  </message>
  <message>
   <source>Adding detail needs a diffusion model, and none is installed.</source>
   <translation>添加细节需要扩散模型，但尚未安装。</translation>
  </message>
  <message>
   <source>Adds less where colours are strong already.</source>
   <translation>颜色已经鲜艳的地方增加得较少。</translation>
  </message>
  <message>
   <source>Adjust</source>
   <translation>调整</translation>
  </message>
  <message>
   <source>Adjustments</source>
   <translation>调整</translation>
  </message>
  <message>
   <source>After</source>
   <translation>之后</translation>
  </message>
  <message>
   <source>Align</source>
   <translation>对齐</translation>
  </message>
  <message>
   <source>Aligned</source>
   <translation>对齐</translation>
  </message>
  <message>
   <source>All</source>
   <translation>全部</translation>
  </message>
  <message>
   <source>All files</source>
   <translation>所有文件</translation>
  </message>
  <message>
   <source>All sides</source>
   <translation>四周</translation>
  </message>
  <message>
   <source>All three channels become what is set for red.</source>
   <translation>三个通道都采用红色通道的设置。</translation>
  </message>
  <message>
   <source>Also needed</source>
   <translation>还需要</translation>
  </message>
  <message>
   <source>Also takes this much around the selection: outlines and soft shadows.</source>
   <translation>同时包含选区周围这么多像素：轮廓和柔和的阴影。</translation>
  </message>
  <message>
   <source>Alt twirls the other way, and pinches instead of bloating.</source>
   <translation>按住 Alt 则反向旋转，并以收缩代替膨胀。</translation>
  </message>
  <message>
   <source>Alt-click good texture, then paint it over the damage.</source>
   <translation>按住 Alt 单击完好的纹理，然后涂抹到受损处。</translation>
  </message>
  <message>
   <source>Alt-click the source, then paint a copy of it elsewhere.</source>
   <translation>按住 Alt 单击取样源，然后在别处绘制其副本。</translation>
  </message>
  <message>
   <source>Alt-click where it should copy from.</source>
   <translation>请按住 Alt 单击要复制的位置。</translation>
  </message>
  <message>
   <source>Alt-click where the texture should come from.</source>
   <translation>请按住 Alt 单击纹理来源处。</translation>
  </message>
  <message>
   <source>Amount</source>
   <translation>数量</translation>
  </message>
  <message>
   <source>An IP-Adapter for {name}.</source>
   <translation>用于 {name} 的 IP-Adapter。</translation>
  </message>
  <message>
   <source>An adjustment layer cannot take a layer in.</source>
   <translation>无法向调整图层合并图层。</translation>
  </message>
  <message>
   <source>An adjustment layer has no pixels of its own.</source>
   <translation>调整图层没有自己的像素。</translation>
  </message>
  <message>
   <source>An earlier copy of the file may be whole.</source>
   <translation>该文件较早的副本可能是完整的。</translation>
  </message>
  <message>
   <source>An embedding (textual inversion) for {name}.</source>
   <translation>用于 {name} 的嵌入（textual inversion）。</translation>
  </message>
  <message>
   <source>An image editor that generates, repairs and enlarges pictures on your own machine.</source>
   <translation>在您自己的电脑上生成、修复和放大图片的图像编辑器。</translation>
  </message>
  <message>
   <source>An inpainting network of the {name} design.</source>
   <translation>{name} 结构的修补网络。</translation>
  </message>
  <message>
   <source>An upscaler of the {name} design.</source>
   <translation>{name} 结构的放大模型。</translation>
  </message>
  <message>
   <source>Angle</source>
   <translation>角度</translation>
  </message>
  <message>
   <source>Another one makes another picture.</source>
   <translation>使用其他模型会得到不同的图片。</translation>
  </message>
  <message>
   <source>Another seed</source>
   <translation>换一个种子</translation>
  </message>
  <message>
   <source>Antialias</source>
   <translation>消除锯齿</translation>
  </message>
  <message>
   <source>Anywhere</source>
   <translation>任意位置</translation>
  </message>
  <message>
   <source>Apache License 2.0. Icons: Lucide (ISC). Typeface: Inter (OFL).</source>
   <translation>Apache License 2.0。图标：Lucide (ISC)。字体：Inter (OFL)。</translation>
  </message>
  <message>
   <source>Apply mask</source>
   <translation>应用蒙版</translation>
  </message>
  <message>
   <source>Apply or delete it first.</source>
   <translation>请先应用或删除它。</translation>
  </message>
  <message>
   <source>Area</source>
   <translation>区域</translation>
  </message>
  <message>
   <source>Around the object, as x,y,width,height in pixels.</source>
   <translation>围住对象的框，以像素写作 x,y,宽,高。</translation>
  </message>
  <message>
   <source>Arrange</source>
   <translation>排列</translation>
  </message>
  <message>
   <source>As the document</source>
   <translation>与文档相同</translation>
  </message>
  <message>
   <source>As the system</source>
   <translation>跟随系统</translation>
  </message>
  <message>
   <source>Ask for something else.</source>
   <translation>请换一个要求。</translation>
  </message>
  <message>
   <source>Ask {model}</source>
   <translation>询问 {model}</translation>
  </message>
  <message>
   <source>Assign</source>
   <translation>指定</translation>
  </message>
  <message>
   <source>At 0 it follows the height.</source>
   <translation>为 0 时随高度变化。</translation>
  </message>
  <message>
   <source>At 0 it follows the width.</source>
   <translation>为 0 时随宽度变化。</translation>
  </message>
  <message>
   <source>At most {most} million pixels can be opened.</source>
   <translation>最多可打开 {most} 百万像素。</translation>
  </message>
  <message>
   <source>At most {most} pixels can be added on a side.</source>
   <translation>每侧最多可增加 {most} 像素。</translation>
  </message>
  <message>
   <source>Attention</source>
   <translation>注意力计算</translation>
  </message>
  <message>
   <source>Auto levels</source>
   <translation>自动色阶</translation>
  </message>
  <message>
   <source>Auto-select layer</source>
   <translation>自动选择图层</translation>
  </message>
  <message>
   <source>Automatic</source>
   <translation>自动</translation>
  </message>
  <message>
   <source>Available</source>
   <translation>可获取</translation>
  </message>
  <message>
   <source>Average</source>
   <translation>平均</translation>
  </message>
  <message>
   <source>BMP</source>
   <translation>BMP</translation>
  </message>
  <message>
   <source>Background</source>
   <translation>背景</translation>
  </message>
  <message>
   <source>Background colour</source>
   <translation>背景色</translation>
  </message>
  <message>
   <source>Background removal</source>
   <translation>去除背景</translation>
  </message>
  <message>
   <source>Batch, {n} files</source>
   <translation>批处理，{n} 个文件</translation>
  </message>
  <message>
   <source>Batch…</source>
   <translation>批处理…</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>之前</translation>
  </message>
  <message>
   <source>Before and after</source>
   <translation>前后对比</translation>
  </message>
  <message>
   <source>Begin it at the root of a drive.</source>
   <translation>请从磁盘根目录开始填写。</translation>
  </message>
  <message>
   <source>Begins at</source>
   <translation>起始位置</translation>
  </message>
  <message>
   <source>Begins with the foreground colour. Alt does so, too.</source>
   <translation>以前景色开始。按住 Alt 也可以。</translation>
  </message>
  <message>
   <source>Below 0 the edge moves inwards and takes no rim of the old background along.</source>
   <translation>小于 0 时边缘向内移动，不会带上旧背景的边。</translation>
  </message>
  <message>
   <source>Below 1 a model starts from the present picture and keeps its layout.</source>
   <translation>小于 1 时，模型从当前图片出发并保留其布局。</translation>
  </message>
  <message>
   <source>Below zero it is mirrored.</source>
   <translation>小于零则镜像。</translation>
  </message>
  <message>
   <source>Bend the layer by a mesh of points.</source>
   <translation>用控制点网格弯曲图层。</translation>
  </message>
  <message>
   <source>Bends the tones of the picture along a curve.</source>
   <translation>沿曲线调整图片的色调。</translation>
  </message>
  <message>
   <source>Best guess: {kind}</source>
   <translation>最佳猜测：{kind}</translation>
  </message>
  <message>
   <source>Best of all</source>
   <translation>自动择优</translation>
  </message>
  <message>
   <source>Best that is installed</source>
   <translation>已安装的最佳方法</translation>
  </message>
  <message>
   <source>Bicubic</source>
   <translation>双三次</translation>
  </message>
  <message>
   <source>Bilinear</source>
   <translation>双线性</translation>
  </message>
  <message>
   <source>Black</source>
   <translation>黑色</translation>
  </message>
  <message>
   <source>Black and white</source>
   <translation>黑白</translation>
  </message>
  <message>
   <source>Black and white  (D)</source>
   <translation>黑白  (D)</translation>
  </message>
  <message>
   <source>Black and white by colour</source>
   <translation>按颜色转黑白</translation>
  </message>
  <message>
   <source>Black and white by colour…</source>
   <translation>按颜色转黑白…</translation>
  </message>
  <message>
   <source>Black and white…</source>
   <translation>黑白…</translation>
  </message>
  <message>
   <source>Blend</source>
   <translation>混合</translation>
  </message>
  <message>
   <source>Blend mode</source>
   <translation>混合模式</translation>
  </message>
  <message>
   <source>Blended over {n} px on the way back</source>
   <translation>贴回时在 {n} 像素内混合</translation>
  </message>
  <message>
   <source>Bloat</source>
   <translation>膨胀</translation>
  </message>
  <message>
   <source>Blue</source>
   <translation>蓝</translation>
  </message>
  <message>
   <source>Blue: constant</source>
   <translation>蓝：常数</translation>
  </message>
  <message>
   <source>Blue: of blue</source>
   <translation>蓝：取自蓝</translation>
  </message>
  <message>
   <source>Blue: of green</source>
   <translation>蓝：取自绿</translation>
  </message>
  <message>
   <source>Blue: of red</source>
   <translation>蓝：取自红</translation>
  </message>
  <message>
   <source>Blues</source>
   <translation>蓝色</translation>
  </message>
  <message>
   <source>Blur</source>
   <translation>模糊</translation>
  </message>
  <message>
   <source>Bold</source>
   <translation>粗体</translation>
  </message>
  <message>
   <source>Border</source>
   <translation>边界</translation>
  </message>
  <message>
   <source>Border colours</source>
   <translation>边缘颜色</translation>
  </message>
  <message>
   <source>Border…</source>
   <translation>边界…</translation>
  </message>
  <message>
   <source>Both</source>
   <translation>两者</translation>
  </message>
  <message>
   <source>Both must have the same size.</source>
   <translation>两者的大小必须相同。</translation>
  </message>
  <message>
   <source>Bottom</source>
   <translation>下</translation>
  </message>
  <message>
   <source>Bottom left</source>
   <translation>左下</translation>
  </message>
  <message>
   <source>Bottom right</source>
   <translation>右下</translation>
  </message>
  <message>
   <source>Bounds of a layer</source>
   <translation>某个图层的范围</translation>
  </message>
  <message>
   <source>Bounds of the active layer</source>
   <translation>当前图层的边界</translation>
  </message>
  <message>
   <source>Bounds of {layer}</source>
   <translation>“{layer}”的范围</translation>
  </message>
  <message>
   <source>Box</source>
   <translation>框</translation>
  </message>
  <message>
   <source>Breaks up bands in soft gradients.</source>
   <translation>消除柔和渐变中的色带。</translation>
  </message>
  <message>
   <source>Brightest channel</source>
   <translation>最亮通道</translation>
  </message>
  <message>
   <source>Brightness</source>
   <translation>亮度</translation>
  </message>
  <message>
   <source>Brightness and contrast</source>
   <translation>亮度/对比度</translation>
  </message>
  <message>
   <source>Brightness and contrast…</source>
   <translation>亮度/对比度…</translation>
  </message>
  <message>
   <source>Brush</source>
   <translation>画笔</translation>
  </message>
  <message>
   <source>Bucket</source>
   <translation>油漆桶</translation>
  </message>
  <message>
   <source>Builds up inside the stroke.</source>
   <translation>在同一笔内累积。</translation>
  </message>
  <message>
   <source>Built in</source>
   <translation>内置</translation>
  </message>
  <message>
   <source>Built in (no model needed)</source>
   <translation>内置（无需模型）</translation>
  </message>
  <message>
   <source>Burn</source>
   <translation>加深</translation>
  </message>
  <message>
   <source>Business card, 300 dpi</source>
   <translation>名片，300 dpi</translation>
  </message>
  <message>
   <source>By</source>
   <translation>按</translation>
  </message>
  <message>
   <source>By brightness</source>
   <translation>按亮度</translation>
  </message>
  <message>
   <source>By gradients</source>
   <translation>按梯度</translation>
  </message>
  <message>
   <source>By mode</source>
   <translation>按模式</translation>
  </message>
  <message>
   <source>By octaves</source>
   <translation>逐频段</translation>
  </message>
  <message>
   <source>Camera data, texts, and how AI parts were made: prompt, model, seed. Colour profile and resolution always stay.</source>
   <translation>相机数据、文字，以及 AI 部分的生成方式：提示词、模型、种子。颜色配置文件和分辨率始终保留。</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>取消</translation>
  </message>
  <message>
   <source>Cancelled</source>
   <translation>已取消</translation>
  </message>
  <message>
   <source>Canny edges</source>
   <translation>Canny 边缘</translation>
  </message>
  <message>
   <source>Canvas size</source>
   <translation>画布大小</translation>
  </message>
  <message>
   <source>Canvas size…</source>
   <translation>画布大小…</translation>
  </message>
  <message>
   <source>Captions</source>
   <translation>图像描述</translation>
  </message>
  <message>
   <source>Cartoon</source>
   <translation>卡通</translation>
  </message>
  <message>
   <source>Carving</source>
   <translation>正在雕刻</translation>
  </message>
  <message>
   <source>Centre</source>
   <translation>居中</translation>
  </message>
  <message>
   <source>Certainty</source>
   <translation>确信度</translation>
  </message>
  <message>
   <source>Change folder…</source>
   <translation>更改文件夹…</translation>
  </message>
  <message>
   <source>Change the settings and try again.</source>
   <translation>请更改设置后重试。</translation>
  </message>
  <message>
   <source>Change the values</source>
   <translation>更改数值</translation>
  </message>
  <message>
   <source>Changes the picture or the selection as you say it. Needs a model that follows instructions.</source>
   <translation>按照您的描述更改图片或选区。需要能按指令编辑的模型。</translation>
  </message>
  <message>
   <source>Channel</source>
   <translation>通道</translation>
  </message>
  <message>
   <source>Channel mixer</source>
   <translation>通道混合器</translation>
  </message>
  <message>
   <source>Channel mixer…</source>
   <translation>通道混合器…</translation>
  </message>
  <message>
   <source>Check that the folder exists, can be written and has space left.</source>
   <translation>请检查文件夹是否存在、可写且有剩余空间。</translation>
  </message>
  <message>
   <source>Check the clock and the network.</source>
   <translation>请检查时钟和网络。</translation>
  </message>
  <message>
   <source>Check the connection and try again; it goes on where it stopped.</source>
   <translation>请检查连接后重试；将从中断处继续。</translation>
  </message>
  <message>
   <source>Checked by</source>
   <translation>校验方式</translation>
  </message>
  <message>
   <source>Checking</source>
   <translation>正在校验</translation>
  </message>
  <message>
   <source>Checkpoint</source>
   <translation>检查点</translation>
  </message>
  <message>
   <source>Choose a group in the layers panel.</source>
   <translation>请在图层面板中选择一个图层组。</translation>
  </message>
  <message>
   <source>Choose a larger width.</source>
   <translation>请选择更大的宽度。</translation>
  </message>
  <message>
   <source>Choose a layer inside it.</source>
   <translation>请选择其中的一个图层。</translation>
  </message>
  <message>
   <source>Choose a layer inside the group.</source>
   <translation>请选择组内的一个图层。</translation>
  </message>
  <message>
   <source>Choose a layer that has something in it.</source>
   <translation>请选择一个有内容的图层。</translation>
  </message>
  <message>
   <source>Choose a model file, or a folder of a diffusers model.</source>
   <translation>请选择模型文件，或 diffusers 模型的文件夹。</translation>
  </message>
  <message>
   <source>Choose a picture</source>
   <translation>选择图片</translation>
  </message>
  <message>
   <source>Choose a pixel layer in the Layers panel.</source>
   <translation>请在图层面板中选择一个像素图层。</translation>
  </message>
  <message>
   <source>Choose a pixel layer, or rasterise this one.</source>
   <translation>请选择一个像素图层，或将此图层栅格化。</translation>
  </message>
  <message>
   <source>Choose a pixel layer, or sample all layers.</source>
   <translation>请选择一个像素图层，或对所有图层取样。</translation>
  </message>
  <message>
   <source>Choose a pixel layer.</source>
   <translation>请选择一个像素图层。</translation>
  </message>
  <message>
   <source>Choose a saved selection or a layer.</source>
   <translation>请选择已保存的选区或图层。</translation>
  </message>
  <message>
   <source>Choose a smaller number.</source>
   <translation>请选择较小的数值。</translation>
  </message>
  <message>
   <source>Choose a smaller scale, or crop the picture first.</source>
   <translation>请选择较小的倍数，或先裁剪图片。</translation>
  </message>
  <message>
   <source>Choose a smaller size.</source>
   <translation>请选择较小的字号。</translation>
  </message>
  <message>
   <source>Choose a smaller width.</source>
   <translation>请选择更小的宽度。</translation>
  </message>
  <message>
   <source>Choose a super-resolution checkpoint.</source>
   <translation>请选择一个超分辨率模型文件。</translation>
  </message>
  <message>
   <source>Choose a text layer.</source>
   <translation>请选择文字图层。</translation>
  </message>
  <message>
   <source>Choose an editing model.</source>
   <translation>请选择编辑模型。</translation>
  </message>
  <message>
   <source>Choose another area, or take from anywhere.</source>
   <translation>请选择其他区域，或从任意位置取样。</translation>
  </message>
  <message>
   <source>Choose another file.</source>
   <translation>请选择其他文件。</translation>
  </message>
  <message>
   <source>Choose another folder or name, or allow it to be replaced.</source>
   <translation>请选择其他文件夹或名称，或允许替换。</translation>
  </message>
  <message>
   <source>Choose another folder, or another name such as {example}.</source>
   <translation>请选择其他文件夹，或其他名称，例如 {example}。</translation>
  </message>
  <message>
   <source>Choose another kind, or its ProMax version.</source>
   <translation>请选择其他种类，或使用其 ProMax 版本。</translation>
  </message>
  <message>
   <source>Choose another layer, or select something else.</source>
   <translation>请选择其他图层或选择其他内容。</translation>
  </message>
  <message>
   <source>Choose another model, or start from a picture.</source>
   <translation>请选择其他模型，或从一张图片开始。</translation>
  </message>
  <message>
   <source>Choose another model.</source>
   <translation>请选择其他模型。</translation>
  </message>
  <message>
   <source>Choose another one.</source>
   <translation>请选择另一个。</translation>
  </message>
  <message>
   <source>Choose another picture, or switch it off.</source>
   <translation>请选择其他图片，或将其关闭。</translation>
  </message>
  <message>
   <source>Choose files of one kind for all control maps.</source>
   <translation>请为所有控制图选择同一种文件。</translation>
  </message>
  <message>
   <source>Choose how far to extend the picture on at least one side.</source>
   <translation>请至少选择一侧的扩展宽度。</translation>
  </message>
  <message>
   <source>Choose one in the Filter menu.</source>
   <translation>请在滤镜菜单中选择一个。</translation>
  </message>
  <message>
   <source>Choose one in the layers panel.</source>
   <translation>请在图层面板中选择一个。</translation>
  </message>
  <message>
   <source>Choose one of: {all}.</source>
   <translation>请选择其一：{all}。</translation>
  </message>
  <message>
   <source>Choose one of: {known}.</source>
   <translation>请选择其一：{known}。</translation>
  </message>
  <message>
   <source>Choose one of: {options}.</source>
   <translation>请选择其一：{options}。</translation>
  </message>
  <message>
   <source>Choose one that fits the model.</source>
   <translation>请选择一个与模型匹配的。</translation>
  </message>
  <message>
   <source>Choose or install one under Models.</source>
   <translation>请在“模型”中选择或安装。</translation>
  </message>
  <message>
   <source>Choose what the button does</source>
   <translation>选择按钮的功能</translation>
  </message>
  <message>
   <source>Choose what to use it as.</source>
   <translation>请选择将它用作什么。</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>选择…</translation>
  </message>
  <message>
   <source>Classic</source>
   <translation>经典</translation>
  </message>
  <message>
   <source>Clean up</source>
   <translation>清理</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>清除</translation>
  </message>
  <message>
   <source>Clear finished</source>
   <translation>清除已完成</translation>
  </message>
  <message>
   <source>Click a colour to select it everywhere.</source>
   <translation>单击一种颜色，选择所有相同颜色。</translation>
  </message>
  <message>
   <source>Click a layer in the Layers panel.</source>
   <translation>请在图层面板中单击一个图层。</translation>
  </message>
  <message>
   <source>Click corner by corner. Enter or a double click closes, Backspace takes a corner back.</source>
   <translation>逐个单击角点。按回车或双击闭合，退格键撤回一个角点。</translation>
  </message>
  <message>
   <source>Click on an object, or drag a box around it. Click again to add to it, Alt-click takes away; Shift adds another object. Or write what to select.</source>
   <translation>点击对象，或围绕它拖出方框。再次点击可添加，Alt+点击可减去；Shift 添加另一个对象。也可以直接写出要选择的内容。</translation>
  </message>
  <message>
   <source>Click on it with Smart select instead, then add a layer mask.</source>
   <translation>请改用智能选择点击它，再添加图层蒙版。</translation>
  </message>
  <message>
   <source>Click on it with Smart select instead.</source>
   <translation>请改用智能选择工具点击它。</translation>
  </message>
  <message>
   <source>Click on the object, or drag a box around it.</source>
   <translation>请点击对象，或拖出一个框围住它。</translation>
  </message>
  <message>
   <source>Click on the picture.</source>
   <translation>请在画面上单击。</translation>
  </message>
  <message>
   <source>Click to fill what is alike with the foreground colour.</source>
   <translation>单击以用前景色填充相似的部分。</translation>
  </message>
  <message>
   <source>Click to paint on the mask. Shift-click switches it off or on.</source>
   <translation>单击以在蒙版上绘画。按住 Shift 单击可停用或启用蒙版。</translation>
  </message>
  <message>
   <source>Click to sample. Shift adds a colour, Alt takes one away. F: next view.</source>
   <translation>单击取样。Shift 添加颜色，Alt 去除颜色。F：下一种视图。</translation>
  </message>
  <message>
   <source>Click to select what looks alike. Shift adds, Alt subtracts, both intersect.</source>
   <translation>单击以选择相似的部分。Shift 添加，Alt 减去，两者同时为交叉。</translation>
  </message>
  <message>
   <source>Click to take a colour; with Alt it becomes the background.</source>
   <translation>单击以取色；按住 Alt 则设为背景色。</translation>
  </message>
  <message>
   <source>Click to write, drag for a column of text, press on text to edit it.</source>
   <translation>单击书写，拖动画出文本栏，按住文字可编辑。</translation>
  </message>
  <message>
   <source>Click to zoom in, Alt-click out, drag to fit a part.</source>
   <translation>单击放大，按住 Alt 单击缩小，拖动以适合某一部分。</translation>
  </message>
  <message>
   <source>Clip to the layer below</source>
   <translation>剪贴到下方图层</translation>
  </message>
  <message>
   <source>Clipping</source>
   <translation>剪贴</translation>
  </message>
  <message>
   <source>Clone stamp</source>
   <translation>仿制图章</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>关闭</translation>
  </message>
  <message>
   <source>Close all</source>
   <translation>全部关闭</translation>
  </message>
  <message>
   <source>Close other pictures or programs.</source>
   <translation>请关闭其他图片或程序。</translation>
  </message>
  <message>
   <source>Close other programs, or choose a smaller or quantised version of the model.</source>
   <translation>请关闭其他程序，或选择更小的或量化的模型版本。</translation>
  </message>
  <message>
   <source>Close the panel</source>
   <translation>关闭面板</translation>
  </message>
  <message>
   <source>Color</source>
   <translation>颜色</translation>
  </message>
  <message>
   <source>Color burn</source>
   <translation>颜色加深</translation>
  </message>
  <message>
   <source>Color dodge</source>
   <translation>颜色减淡</translation>
  </message>
  <message>
   <source>Colour</source>
   <translation>颜色</translation>
  </message>
  <message>
   <source>Colour balance</source>
   <translation>色彩平衡</translation>
  </message>
  <message>
   <source>Colour balance…</source>
   <translation>色彩平衡…</translation>
  </message>
  <message>
   <source>Colour detail</source>
   <translation>色彩细节</translation>
  </message>
  <message>
   <source>Colour noise</source>
   <translation>颜色杂色</translation>
  </message>
  <message>
   <source>Colour of the tint</source>
   <translation>着色的颜色</translation>
  </message>
  <message>
   <source>Colour picker</source>
   <translation>吸管</translation>
  </message>
  <message>
   <source>Colour range</source>
   <translation>颜色范围</translation>
  </message>
  <message>
   <source>Colour range…</source>
   <translation>颜色范围…</translation>
  </message>
  <message>
   <source>Colour table (LUT)</source>
   <translation>颜色查找表 (LUT)</translation>
  </message>
  <message>
   <source>Colour table (LUT)…</source>
   <translation>颜色查找表 (LUT)…</translation>
  </message>
  <message>
   <source>Coloured</source>
   <translation>彩色</translation>
  </message>
  <message>
   <source>Colourise</source>
   <translation>着色</translation>
  </message>
  <message>
   <source>Colours</source>
   <translation>颜色</translation>
  </message>
  <message>
   <source>Colours and edges</source>
   <translation>颜色和边缘</translation>
  </message>
  <message>
   <source>Colours drawings along their lines.</source>
   <translation>沿线条为线稿上色。</translation>
  </message>
  <message>
   <source>Colours keep their hue, and black and white stay.</source>
   <translation>颜色保持色相，黑色和白色不变。</translation>
  </message>
  <message>
   <source>ComfyUI, AUTOMATIC1111, Forge, InvokeAI, Krita AI and the cache of Hugging Face.</source>
   <translation>ComfyUI、AUTOMATIC1111、Forge、InvokeAI、Krita AI 以及 Hugging Face 缓存。</translation>
  </message>
  <message>
   <source>Command</source>
   <translation>命令</translation>
  </message>
  <message>
   <source>Command bar</source>
   <translation>命令栏</translation>
  </message>
  <message>
   <source>Command palette…</source>
   <translation>命令面板…</translation>
  </message>
  <message>
   <source>Compare with the original</source>
   <translation>与原图比较</translation>
  </message>
  <message>
   <source>Compression</source>
   <translation>压缩</translation>
  </message>
  <message>
   <source>Connect its disk, or forget it.</source>
   <translation>请连接其所在磁盘，或将其移除。</translation>
  </message>
  <message>
   <source>Contents</source>
   <translation>内容</translation>
  </message>
  <message>
   <source>Context</source>
   <translation>上下文</translation>
  </message>
  <message>
   <source>Contiguous</source>
   <translation>连续</translation>
  </message>
  <message>
   <source>Continue the surroundings</source>
   <translation>延续周围内容</translation>
  </message>
  <message>
   <source>Continuing the picture</source>
   <translation>延续画面</translation>
  </message>
  <message>
   <source>Contrast</source>
   <translation>对比度</translation>
  </message>
  <message>
   <source>Control map</source>
   <translation>控制图</translation>
  </message>
  <message>
   <source>Control maps cannot be used here with this model.</source>
   <translation>此处不能对该模型使用控制图。</translation>
  </message>
  <message>
   <source>Control map…</source>
   <translation>控制图…</translation>
  </message>
  <message>
   <source>ControlNet</source>
   <translation>ControlNet</translation>
  </message>
  <message>
   <source>ControlNet or T2I-Adapter</source>
   <translation>ControlNet 或 T2I-Adapter</translation>
  </message>
  <message>
   <source>ControlNets and adapters</source>
   <translation>ControlNet 与适配器</translation>
  </message>
  <message>
   <source>ControlNets, ControlNet Union and T2I-Adapters do not work together.</source>
   <translation>ControlNet、ControlNet Union 与 T2I-Adapter 不能同时使用。</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>拷贝</translation>
  </message>
  <message>
   <source>Copy details</source>
   <translation>拷贝详细信息</translation>
  </message>
  <message>
   <source>Copy merged</source>
   <translation>合并拷贝</translation>
  </message>
  <message>
   <source>Copy one first.</source>
   <translation>请先拷贝一张。</translation>
  </message>
  <message>
   <source>Copy the details into a report.</source>
   <translation>请将详细信息拷贝到报告中。</translation>
  </message>
  <message>
   <source>Copy the layer, or what is selected of it.</source>
   <translation>拷贝图层或其中被选中的部分。</translation>
  </message>
  <message>
   <source>Copy what all visible layers show.</source>
   <translation>拷贝所有可见图层显示的内容。</translation>
  </message>
  <message>
   <source>Creativity</source>
   <translation>创造力</translation>
  </message>
  <message>
   <source>Crop</source>
   <translation>裁剪</translation>
  </message>
  <message>
   <source>Crop to selection</source>
   <translation>裁剪到选区</translation>
  </message>
  <message>
   <source>Ctrl+Enter</source>
   <translation>Ctrl+Enter</translation>
  </message>
  <message>
   <source>Ctrl+Enter: done</source>
   <translation>Ctrl+Enter：完成</translation>
  </message>
  <message>
   <source>Ctrl+K finds every command.</source>
   <translation>按 Ctrl+K 可查找所有命令。</translation>
  </message>
  <message>
   <source>Cubic</source>
   <translation>三次</translation>
  </message>
  <message>
   <source>Curves</source>
   <translation>曲线</translation>
  </message>
  <message>
   <source>Curves…</source>
   <translation>曲线…</translation>
  </message>
  <message>
   <source>Custom</source>
   <translation>自定义</translation>
  </message>
  <message>
   <source>Cut</source>
   <translation>剪切</translation>
  </message>
  <message>
   <source>Cut off empty edges.</source>
   <translation>裁掉空白边缘。</translation>
  </message>
  <message>
   <source>Cut out</source>
   <translation>抠图</translation>
  </message>
  <message>
   <source>Cut-out</source>
   <translation>抠图</translation>
  </message>
  <message>
   <source>Cutting shapes</source>
   <translation>正在剪切形状</translation>
  </message>
  <message>
   <source>Cyans</source>
   <translation>青色</translation>
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
   <translation>深色</translation>
  </message>
  <message>
   <source>Dark theme</source>
   <translation>深色主题</translation>
  </message>
  <message>
   <source>Darken</source>
   <translation>变暗</translation>
  </message>
  <message>
   <source>Darker color</source>
   <translation>深色</translation>
  </message>
  <message>
   <source>Decontaminate colours</source>
   <translation>净化颜色</translation>
  </message>
  <message>
   <source>Default</source>
   <translation>默认</translation>
  </message>
  <message>
   <source>Deflate (smaller)</source>
   <translation>Deflate（更小）</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>删除</translation>
  </message>
  <message>
   <source>Delete cropped pixels</source>
   <translation>删除裁剪的像素</translation>
  </message>
  <message>
   <source>Delete it in its folder.</source>
   <translation>请在其文件夹中删除。</translation>
  </message>
  <message>
   <source>Delete layer</source>
   <translation>删除图层</translation>
  </message>
  <message>
   <source>Delete mask</source>
   <translation>删除蒙版</translation>
  </message>
  <message>
   <source>Delete or rename it first.</source>
   <translation>请先删除或重命名它。</translation>
  </message>
  <message>
   <source>Delete saved selection</source>
   <translation>删除已存储的选区</translation>
  </message>
  <message>
   <source>Delete saved selection…</source>
   <translation>删除已存储的选区…</translation>
  </message>
  <message>
   <source>Delete…</source>
   <translation>删除…</translation>
  </message>
  <message>
   <source>Density</source>
   <translation>浓度</translation>
  </message>
  <message>
   <source>Depth</source>
   <translation>深度</translation>
  </message>
  <message>
   <source>Depth (needs a model)</source>
   <translation>深度（需要模型）</translation>
  </message>
  <message>
   <source>Depth of any picture, for business too.</source>
   <translation>任何图片的深度，也可用于商业。</translation>
  </message>
  <message>
   <source>Depth of any picture, for depth ControlNets and lens blur.</source>
   <translation>估计任意图片的深度，用于深度 ControlNet 和镜头模糊。</translation>
  </message>
  <message>
   <source>Desaturate</source>
   <translation>降低饱和度</translation>
  </message>
  <message>
   <source>Describe picture</source>
   <translation>描述图片</translation>
  </message>
  <message>
   <source>Describe the picture to make.</source>
   <translation>描述要生成的图片。</translation>
  </message>
  <message>
   <source>Describe the style. It is added to the preset.</source>
   <translation>描述风格。它会附加到预设中。</translation>
  </message>
  <message>
   <source>Describes pictures in some sentences, and fills an empty prompt.</source>
   <translation>用几句话描述图片，并填充空白提示词。</translation>
  </message>
  <message>
   <source>Describes pictures, and fills an empty prompt.</source>
   <translation>描述图片，并填写空白的提示词。</translation>
  </message>
  <message>
   <source>Deselect</source>
   <translation>取消选择</translation>
  </message>
  <message>
   <source>Detail</source>
   <translation>细节</translation>
  </message>
  <message>
   <source>Developing</source>
   <translation>正在显影</translation>
  </message>
  <message>
   <source>Diamond</source>
   <translation>菱形</translation>
  </message>
  <message>
   <source>Difference</source>
   <translation>差值</translation>
  </message>
  <message>
   <source>Differences up to this stay as they are.</source>
   <translation>不超过此值的差异保持不变。</translation>
  </message>
  <message>
   <source>Diffusion model</source>
   <translation>扩散模型</translation>
  </message>
  <message>
   <source>Dimming the light</source>
   <translation>正在调暗光线</translation>
  </message>
  <message>
   <source>DirectDraw surface</source>
   <translation>DirectDraw 表面</translation>
  </message>
  <message>
   <source>Disable mask</source>
   <translation>停用蒙版</translation>
  </message>
  <message>
   <source>Discard</source>
   <translation>放弃</translation>
  </message>
  <message>
   <source>Discard all (Esc)</source>
   <translation>全部放弃 (Esc)</translation>
  </message>
  <message>
   <source>Discard all results</source>
   <translation>放弃所有结果</translation>
  </message>
  <message>
   <source>Discard this result</source>
   <translation>放弃此结果</translation>
  </message>
  <message>
   <source>Dissolve</source>
   <translation>溶解</translation>
  </message>
  <message>
   <source>Distance</source>
   <translation>距离</translation>
  </message>
  <message>
   <source>Distort</source>
   <translation>扭曲</translation>
  </message>
  <message>
   <source>Dither</source>
   <translation>仿色</translation>
  </message>
  <message>
   <source>Divide</source>
   <translation>划分</translation>
  </message>
  <message>
   <source>Do: {sentence}</source>
   <translation>执行：{sentence}</translation>
  </message>
  <message>
   <source>Dodge</source>
   <translation>减淡</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>完成</translation>
  </message>
  <message>
   <source>Done in {time}</source>
   <translation>用时 {time} 完成</translation>
  </message>
  <message>
   <source>Double-click to edit the adjustment</source>
   <translation>双击以编辑调整</translation>
  </message>
  <message>
   <source>Download</source>
   <translation>下载</translation>
  </message>
  <message>
   <source>Download or copy it again, and check that it is complete.</source>
   <translation>请重新下载或拷贝，并检查文件是否完整。</translation>
  </message>
  <message>
   <source>Download or copy it again.</source>
   <translation>请重新下载或拷贝。</translation>
  </message>
  <message>
   <source>Download {size}</source>
   <translation>下载 {size}</translation>
  </message>
  <message>
   <source>Downloads</source>
   <translation>下载</translation>
  </message>
  <message>
   <source>Drag from where the gradient begins to where it ends. Shift keeps to 45 degrees.</source>
   <translation>从渐变起点拖到终点。Shift 限制为 45 度。</translation>
  </message>
  <message>
   <source>Drag inside to move, handles to scale (Shift keeps the ratio), outside to rotate; Ctrl distorts. Enter applies.</source>
   <translation>在框内拖动以移动，拖动控制点以缩放（Shift 保持比例），在框外拖动以旋转；Ctrl 扭曲。按 Enter 应用。</translation>
  </message>
  <message>
   <source>Drag over what should change. Alt takes it out of the selection again.</source>
   <translation>在要更改的部分上拖动。按住 Alt 从选区中去除。</translation>
  </message>
  <message>
   <source>Drag paint along. Alt begins with the foreground colour.</source>
   <translation>拖动以抹开颜料。按住 Alt 则以前景色开始。</translation>
  </message>
  <message>
   <source>Drag the frame; beyond the edge it enlarges the canvas. Enter crops, Escape gives up.</source>
   <translation>拖动边框；超出边缘则扩大画布。回车裁剪，Esc 放弃。</translation>
  </message>
  <message>
   <source>Drag to erase.</source>
   <translation>拖动以擦除。</translation>
  </message>
  <message>
   <source>Drag to move the layer or the selected pixels. Alt moves a copy, Shift keeps straight.</source>
   <translation>拖动以移动图层或所选像素。Alt 移动副本，Shift 保持直线。</translation>
  </message>
  <message>
   <source>Drag to move the view.</source>
   <translation>拖动以移动视图。</translation>
  </message>
  <message>
   <source>Drag to paint. Alt picks a colour; Shift-click draws a line from the last stroke.</source>
   <translation>拖动以绘画。Alt 取色；按住 Shift 单击从上一笔末端画直线。</translation>
  </message>
  <message>
   <source>Drag to push the picture about; only what is selected moves. Enter applies.</source>
   <translation>拖动以推动画面；只有选中的部分会移动。按 Enter 应用。</translation>
  </message>
  <message>
   <source>Drag to select. Shift adds, Alt subtracts, both intersect; pressed while dragging: square, from the centre.</source>
   <translation>拖动以选择。Shift 添加，Alt 减去，两者同时为交叉；拖动中按下：正方形、从中心。</translation>
  </message>
  <message>
   <source>Draw around the damage, then drag from inside the outline to good texture.</source>
   <translation>圈出受损处，然后从轮廓内拖到完好的纹理上。</translation>
  </message>
  <message>
   <source>Draw around the part to change with a selection tool, or select everything.</source>
   <translation>请用选择工具圈出要更改的部分，或全选。</translation>
  </message>
  <message>
   <source>Draw around the part to hide.</source>
   <translation>请圈出要隐藏的部分。</translation>
  </message>
  <message>
   <source>Draw around the part to keep.</source>
   <translation>请圈出要保留的部分。</translation>
  </message>
  <message>
   <source>Draw around what to select. Shift adds, Alt subtracts, both intersect.</source>
   <translation>圈出要选择的部分。Shift 添加，Alt 减去，两者同时为交叉。</translation>
  </message>
  <message>
   <source>Draw the map from this picture</source>
   <translation>从此图片绘制控制图</translation>
  </message>
  <message>
   <source>Drawing</source>
   <translation>正在绘制</translation>
  </message>
  <message>
   <source>Drawing outlines</source>
   <translation>正在绘制轮廓</translation>
  </message>
  <message>
   <source>Drawing the control map</source>
   <translation>正在绘制控制图</translation>
  </message>
  <message>
   <source>Draws edges, lines or soft colours of the picture on a layer: a guide for models with a ControlNet.</source>
   <translation>将图片的边缘、线条或柔和颜色绘制到图层上，用于引导带 ControlNet 的模型。</translation>
  </message>
  <message>
   <source>Draws the map on a layer of its own, to look at and to edit.</source>
   <translation>将控制图绘制在单独的图层上，便于查看和编辑。</translation>
  </message>
  <message>
   <source>Drop a picture here, or click to choose one</source>
   <translation>将图片拖到此处，或单击选择</translation>
  </message>
  <message>
   <source>Drop pictures anywhere in the window</source>
   <translation>把图片拖放到窗口任意位置</translation>
  </message>
  <message>
   <source>Drying</source>
   <translation>正在晾干</translation>
  </message>
  <message>
   <source>Duplicate</source>
   <translation>复制</translation>
  </message>
  <message>
   <source>Duplicate layer</source>
   <translation>复制图层</translation>
  </message>
  <message>
   <source>EV</source>
   <translation>EV</translation>
  </message>
  <message>
   <source>Earlier</source>
   <translation>提前</translation>
  </message>
  <message>
   <source>Edge</source>
   <translation>边缘</translation>
  </message>
  <message>
   <source>Edges become steeper without bright and dark seams.</source>
   <translation>边缘更清晰，但不会出现亮边和暗边。</translation>
  </message>
  <message>
   <source>Edges that are fainter do not count.</source>
   <translation>比这更弱的边缘不计。</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>编辑</translation>
  </message>
  <message>
   <source>Edit adjustment…</source>
   <translation>编辑调整…</translation>
  </message>
  <message>
   <source>Edit and generate pictures on your own machine</source>
   <translation>在您自己的电脑上编辑和生成图片</translation>
  </message>
  <message>
   <source>Edit mask</source>
   <translation>编辑蒙版</translation>
  </message>
  <message>
   <source>Edit text</source>
   <translation>编辑文字</translation>
  </message>
  <message>
   <source>Edits a picture by instruction and keeps the rest: clothes, weather, text, style.</source>
   <translation>按指令编辑图片并保持其余部分：衣服、天气、文字、风格。</translation>
  </message>
  <message>
   <source>Edits by instruction, text in pictures included; wants a large graphics card.</source>
   <translation>按指令编辑，包括图中文字；需要大显存显卡。</translation>
  </message>
  <message>
   <source>Edit…</source>
   <translation>编辑…</translation>
  </message>
  <message>
   <source>Effort</source>
   <translation>力度</translation>
  </message>
  <message>
   <source>Ellipse selection</source>
   <translation>椭圆选框</translation>
  </message>
  <message>
   <source>Embedding</source>
   <translation>嵌入</translation>
  </message>
  <message>
   <source>Embeddings cannot be used with this model.</source>
   <translation>此模型不能使用嵌入。</translation>
  </message>
  <message>
   <source>Empty</source>
   <translation>留空</translation>
  </message>
  <message>
   <source>Enable mask</source>
   <translation>启用蒙版</translation>
  </message>
  <message>
   <source>Engine off</source>
   <translation>引擎未启动</translation>
  </message>
  <message>
   <source>Engine ready</source>
   <translation>引擎就绪</translation>
  </message>
  <message>
   <source>Engine starting</source>
   <translation>引擎正在启动</translation>
  </message>
  <message>
   <source>Engine working</source>
   <translation>引擎正在工作</translation>
  </message>
  <message>
   <source>English</source>
   <translation>English</translation>
  </message>
  <message>
   <source>Enlarges photographs four times and removes noise and JPEG traces.</source>
   <translation>将照片放大四倍，并去除噪点和 JPEG 痕迹。</translation>
  </message>
  <message>
   <source>Enlarges the picture and has a model draw fine detail, tile by tile.</source>
   <translation>放大图片，并由模型逐块绘制细节。</translation>
  </message>
  <message>
   <source>Enlarges the picture and keeps it sharp.</source>
   <translation>放大图片并保持清晰。</translation>
  </message>
  <message>
   <source>Enlarges worn and noisy pictures four times, with crisp detail.</source>
   <translation>将陈旧、多噪点的图片放大四倍，细节清晰。</translation>
  </message>
  <message>
   <source>Enlarging</source>
   <translation>正在放大</translation>
  </message>
  <message>
   <source>Enter</source>
   <translation>回车</translation>
  </message>
  <message>
   <source>Eraser</source>
   <translation>橡皮擦</translation>
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
   <translation>全部</translation>
  </message>
  <message>
   <source>Everything in Limner works without models, and better with them. Drop model files here: they are used where they lie.</source>
   <translation>Limner 的一切功能无需模型即可使用，有模型则更好。将模型文件拖放到这里：会在原位置直接使用。</translation>
  </message>
  <message>
   <source>Examples</source>
   <translation>示例</translation>
  </message>
  <message>
   <source>Exclusion</source>
   <translation>排除</translation>
  </message>
  <message>
   <source>Expand</source>
   <translation>扩展</translation>
  </message>
  <message>
   <source>Expand into the margin</source>
   <translation>向空白边缘扩展</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>导出</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>导出…</translation>
  </message>
  <message>
   <source>Exposure</source>
   <translation>曝光度</translation>
  </message>
  <message>
   <source>Exposure…</source>
   <translation>曝光度…</translation>
  </message>
  <message>
   <source>Extend</source>
   <translation>扩展</translation>
  </message>
  <message>
   <source>Extend picture</source>
   <translation>扩展图片</translation>
  </message>
  <message>
   <source>Extends the picture beyond its edges.</source>
   <translation>将图片扩展到边缘之外。</translation>
  </message>
  <message>
   <source>F shows the next one.</source>
   <translation>按 F 切换到下一种。</translation>
  </message>
  <message>
   <source>F: next view. P: original. [ and ]: size of the brush. Alt: the contrary. Space or the middle button moves the picture.</source>
   <translation>F：下一种视图。P：原选区。[ 与 ]：画笔大小。Alt：相反操作。空格键或鼠标中键移动画面。</translation>
  </message>
  <message>
   <source>Face restorer</source>
   <translation>人脸修复</translation>
  </message>
  <message>
   <source>Fades over {n} px</source>
   <translation>在 {n} 像素内渐弱</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>失败</translation>
  </message>
  <message>
   <source>Faithful</source>
   <translation>忠实</translation>
  </message>
  <message>
   <source>Faithful keeps what is there. Clean up also takes away noise and the traces of JPEG; automatic chooses it where it measures them. Classic works without a network. An installed model has its own look.</source>
   <translation>“忠实”保留原有内容。“净化”还会去除噪点和 JPEG 痕迹；“自动”在检测到这些时选用净化。“经典”无需网络模型。已安装的模型有自己的效果。</translation>
  </message>
  <message>
   <source>Fast</source>
   <translation>快速</translation>
  </message>
  <message>
   <source>Faster after the first picture: compiled models</source>
   <translation>首张图片之后更快：编译模型</translation>
  </message>
  <message>
   <source>Faster, slightly different pictures: block cache</source>
   <translation>更快，画面略有不同：块缓存</translation>
  </message>
  <message>
   <source>Feather</source>
   <translation>羽化</translation>
  </message>
  <message>
   <source>Feather…</source>
   <translation>羽化…</translation>
  </message>
  <message>
   <source>Fidelity</source>
   <translation>忠实度</translation>
  </message>
  <message>
   <source>File</source>
   <translation>文件</translation>
  </message>
  <message>
   <source>Fill</source>
   <translation>填充</translation>
  </message>
  <message>
   <source>Fill by a model</source>
   <translation>由模型填充</translation>
  </message>
  <message>
   <source>Fill it…</source>
   <translation>填充…</translation>
  </message>
  <message>
   <source>Fill the mask</source>
   <translation>填充蒙版</translation>
  </message>
  <message>
   <source>Fill with background</source>
   <translation>用背景色填充</translation>
  </message>
  <message>
   <source>Fill with foreground</source>
   <translation>用前景色填充</translation>
  </message>
  <message>
   <source>Filling</source>
   <translation>正在填充</translation>
  </message>
  <message>
   <source>Fills selections that match what is around them.</source>
   <translation>填充选区，使其与周围一致。</translation>
  </message>
  <message>
   <source>Fill…</source>
   <translation>填充…</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>滤镜</translation>
  </message>
  <message>
   <source>Find damage</source>
   <translation>查找损伤</translation>
  </message>
  <message>
   <source>Find damage…</source>
   <translation>查找损伤…</translation>
  </message>
  <message>
   <source>Finding a first guess</source>
   <translation>正在寻找初始估计</translation>
  </message>
  <message>
   <source>Finding people</source>
   <translation>人物检测</translation>
  </message>
  <message>
   <source>Finding the object</source>
   <translation>正在找出对象</translation>
  </message>
  <message>
   <source>Finest quality</source>
   <translation>最佳质量</translation>
  </message>
  <message>
   <source>Finger painting</source>
   <translation>手指绘画</translation>
  </message>
  <message>
   <source>Finish by</source>
   <translation>收尾方式</translation>
  </message>
  <message>
   <source>Fit in the window</source>
   <translation>适合窗口</translation>
  </message>
  <message>
   <source>Fits</source>
   <translation>适合</translation>
  </message>
  <message>
   <source>Fits with less speed: it wants {need} of graphics memory, this computer has {have}.</source>
   <translation>可以运行但较慢：全速需要 {need} 显存，本机有 {have}。</translation>
  </message>
  <message>
   <source>FlashAttention</source>
   <translation>FlashAttention</translation>
  </message>
  <message>
   <source>Flatten</source>
   <translation>拼合图像</translation>
  </message>
  <message>
   <source>Flattening colours</source>
   <translation>正在简化颜色</translation>
  </message>
  <message>
   <source>Flip</source>
   <translation>翻转</translation>
  </message>
  <message>
   <source>Flip horizontally</source>
   <translation>水平翻转</translation>
  </message>
  <message>
   <source>Flip layer horizontally</source>
   <translation>水平翻转图层</translation>
  </message>
  <message>
   <source>Flip layer vertically</source>
   <translation>垂直翻转图层</translation>
  </message>
  <message>
   <source>Flip vertically</source>
   <translation>垂直翻转</translation>
  </message>
  <message>
   <source>Flow</source>
   <translation>流量</translation>
  </message>
  <message>
   <source>Focus area</source>
   <translation>焦点区域</translation>
  </message>
  <message>
   <source>Folder for downloads</source>
   <translation>下载文件夹</translation>
  </message>
  <message>
   <source>Follows long descriptions, draws hands and words well, and needs four steps only.</source>
   <translation>能理解长描述，手和文字画得好，只需四步。</translation>
  </message>
  <message>
   <source>Font</source>
   <translation>字体</translation>
  </message>
  <message>
   <source>For printing; no pixel changes.</source>
   <translation>用于打印；不改变任何像素。</translation>
  </message>
  <message>
   <source>Foreground and background colour</source>
   <translation>前景色和背景色</translation>
  </message>
  <message>
   <source>Foreground and background: click one to edit it</source>
   <translation>前景色和背景色：单击其一进行编辑</translation>
  </message>
  <message>
   <source>Foreground colour</source>
   <translation>前景色</translation>
  </message>
  <message>
   <source>Foreground to background</source>
   <translation>前景色到背景色</translation>
  </message>
  <message>
   <source>Foreground to transparent</source>
   <translation>前景色到透明</translation>
  </message>
  <message>
   <source>Forget it</source>
   <translation>移除</translation>
  </message>
  <message>
   <source>Forget them</source>
   <translation>清除记录</translation>
  </message>
  <message>
   <source>Format</source>
   <translation>格式</translation>
  </message>
  <message>
   <source>Formats that can: {known}.</source>
   <translation>支持的格式：{known}。</translation>
  </message>
  <message>
   <source>Free</source>
   <translation>自由</translation>
  </message>
  <message>
   <source>Free for any use, business included, except the harmful uses that the licence lists.</source>
   <translation>可自由用于任何用途，包括商业用途，但许可证列出的有害用途除外。</translation>
  </message>
  <message>
   <source>Free for any use, business included, except the military and other uses that the licence lists.</source>
   <translation>可用于任何用途，包括商业，但许可证列出的军事等用途除外。</translation>
  </message>
  <message>
   <source>Free for any use, business included.</source>
   <translation>可自由用于任何用途，包括商业用途。</translation>
  </message>
  <message>
   <source>Free for people and for companies with less than one million dollars of revenue a year; others need a licence.</source>
   <translation>个人及年收入低于一百万美元的公司可免费使用；其他需要许可。</translation>
  </message>
  <message>
   <source>Free for private and scientific use, not for business; the makers must be named.</source>
   <translation>可用于个人和科研用途，不可商用；必须注明作者。</translation>
  </message>
  <message>
   <source>Free for private and scientific use; business needs an agreement with BRIA AI.</source>
   <translation>个人和科研使用免费；商业使用需要与 BRIA AI 达成协议。</translation>
  </message>
  <message>
   <source>Free memory now</source>
   <translation>立即释放内存</translation>
  </message>
  <message>
   <source>Free some space, or choose another folder for models.</source>
   <translation>请释放一些空间，或为模型选择其他文件夹。</translation>
  </message>
  <message>
   <source>Free some space, or get the model as a .safetensors file.</source>
   <translation>请腾出空间，或获取 .safetensors 格式的模型。</translation>
  </message>
  <message>
   <source>Free transform</source>
   <translation>自由变换</translation>
  </message>
  <message>
   <source>Frequency</source>
   <translation>频率</translation>
  </message>
  <message>
   <source>From</source>
   <translation>来自</translation>
  </message>
  <message>
   <source>From a file</source>
   <translation>来自文件</translation>
  </message>
  <message>
   <source>From a file…</source>
   <translation>从文件…</translation>
  </message>
  <message>
   <source>From broad to fine strokes.</source>
   <translation>从粗笔触到细笔触。</translation>
  </message>
  <message>
   <source>From the active layer</source>
   <translation>从当前图层</translation>
  </message>
  <message>
   <source>From the layer mask</source>
   <translation>来自图层蒙版</translation>
  </message>
  <message>
   <source>From the layer's pixels</source>
   <translation>来自图层像素</translation>
  </message>
  <message>
   <source>From the selection</source>
   <translation>从选区</translation>
  </message>
  <message>
   <source>From the selection, or one that shows everything.</source>
   <translation>来自选区，或显示全部。</translation>
  </message>
  <message>
   <source>From the strongest lines to every fine one.</source>
   <translation>从最强的线条到每一条细线。</translation>
  </message>
  <message>
   <source>From the visible picture</source>
   <translation>从可见图片</translation>
  </message>
  <message>
   <source>From which step to which. Early steps decide the layout, late ones the detail.</source>
   <translation>从哪一步到哪一步。前面的步骤决定布局，后面的决定细节。</translation>
  </message>
  <message>
   <source>From {start} % to {end} % of the steps</source>
   <translation>步骤的 {start} % 到 {end} %</translation>
  </message>
  <message>
   <source>Full (4:4:4)</source>
   <translation>完整 (4:4:4)</translation>
  </message>
  <message>
   <source>Full HD</source>
   <translation>全高清</translation>
  </message>
  <message>
   <source>Full screen</source>
   <translation>全屏</translation>
  </message>
  <message>
   <source>Fuzziness</source>
   <translation>颜色容差</translation>
  </message>
  <message>
   <source>GIF</source>
   <translation>GIF</translation>
  </message>
  <message>
   <source>Gamma</source>
   <translation>伽马</translation>
  </message>
  <message>
   <source>Gaussian blur</source>
   <translation>高斯模糊</translation>
  </message>
  <message>
   <source>Gaussian blur…</source>
   <translation>高斯模糊…</translation>
  </message>
  <message>
   <source>Generate</source>
   <translation>生成</translation>
  </message>
  <message>
   <source>Generate in selection</source>
   <translation>在选区中生成</translation>
  </message>
  <message>
   <source>Generate on new layer</source>
   <translation>生成到新图层</translation>
  </message>
  <message>
   <source>Generate picture</source>
   <translation>生成图片</translation>
  </message>
  <message>
   <source>Generate…</source>
   <translation>生成…</translation>
  </message>
  <message>
   <source>Get a model</source>
   <translation>获取模型</translation>
  </message>
  <message>
   <source>Get it as a diffusers folder.</source>
   <translation>请获取其 diffusers 文件夹版本。</translation>
  </message>
  <message>
   <source>Get its whole folder with tokenizer.json, or a GGUF file of Qwen, Llama, Gemma or Phi.</source>
   <translation>请获取包含 tokenizer.json 的完整文件夹，或 Qwen、Llama、Gemma、Phi 的 GGUF 文件。</translation>
  </message>
  <message>
   <source>Get the file again, or save it anew in the program that made it. ({reason})</source>
   <translation>请重新获取文件，或用创建它的程序重新保存。（{reason}）</translation>
  </message>
  <message>
   <source>Get the file again.</source>
   <translation>请重新获取文件。</translation>
  </message>
  <message>
   <source>Get the same model as GGUF, fp8 or nf4.</source>
   <translation>请获取同一模型的 GGUF、fp8 或 nf4 版本。</translation>
  </message>
  <message>
   <source>Get the same network as a .safetensors or .pth file.</source>
   <translation>请获取同一网络的 .safetensors 或 .pth 文件。</translation>
  </message>
  <message>
   <source>Get them in the model window, or put such files beside the model or into its text_encoders and vae folders: {files}.</source>
   <translation>请在模型窗口中获取，或将这些文件放到模型旁边，或放入其 text_encoders 和 vae 文件夹：{files}。</translation>
  </message>
  <message>
   <source>Get {other} instead.</source>
   <translation>请改用 {other}。</translation>
  </message>
  <message>
   <source>Give a finished map, as a layer or a file.</source>
   <translation>请以图层或文件提供现成的控制图。</translation>
  </message>
  <message>
   <source>Give a point on it, or a box around it.</source>
   <translation>请给出对象上的一个点，或围住它的框。</translation>
  </message>
  <message>
   <source>Give at least one side a width above 0.</source>
   <translation>请至少将一侧的宽度设为大于 0。</translation>
  </message>
  <message>
   <source>Gives the layer the light and colours of what is around it.</source>
   <translation>让图层具有周围画面的光线和颜色。</translation>
  </message>
  <message>
   <source>Goes to {folder}</source>
   <translation>保存到 {folder}</translation>
  </message>
  <message>
   <source>Gradient</source>
   <translation>渐变</translation>
  </message>
  <message>
   <source>Gradient map</source>
   <translation>渐变映射</translation>
  </message>
  <message>
   <source>Gradient map…</source>
   <translation>渐变映射…</translation>
  </message>
  <message>
   <source>Grain</source>
   <translation>颗粒</translation>
  </message>
  <message>
   <source>Grain…</source>
   <translation>颗粒…</translation>
  </message>
  <message>
   <source>Green</source>
   <translation>绿</translation>
  </message>
  <message>
   <source>Green: constant</source>
   <translation>绿：常数</translation>
  </message>
  <message>
   <source>Green: of blue</source>
   <translation>绿：取自蓝</translation>
  </message>
  <message>
   <source>Green: of green</source>
   <translation>绿：取自绿</translation>
  </message>
  <message>
   <source>Green: of red</source>
   <translation>绿：取自红</translation>
  </message>
  <message>
   <source>Greens</source>
   <translation>绿色</translation>
  </message>
  <message>
   <source>Grey</source>
   <translation>灰色</translation>
  </message>
  <message>
   <source>Group</source>
   <translation>图层组</translation>
  </message>
  <message>
   <source>Grow</source>
   <translation>扩展</translation>
  </message>
  <message>
   <source>Grow selection</source>
   <translation>扩展选区</translation>
  </message>
  <message>
   <source>Grow to similar</source>
   <translation>扩大到相似</translation>
  </message>
  <message>
   <source>Grown by {n} px</source>
   <translation>向外扩展 {n} 像素</translation>
  </message>
  <message>
   <source>Grow…</source>
   <translation>扩展…</translation>
  </message>
  <message>
   <source>Guidance</source>
   <translation>引导</translation>
  </message>
  <message>
   <source>Guide</source>
   <translation>参考线</translation>
  </message>
  <message>
   <source>Guides</source>
   <translation>引导</translation>
  </message>
  <message>
   <source>H</source>
   <translation>高</translation>
  </message>
  <message>
   <source>Half</source>
   <translation>半边</translation>
  </message>
  <message>
   <source>Hand</source>
   <translation>抓手</translation>
  </message>
  <message>
   <source>Hard edges keep a narrow border, hair and leaves get a wide one.</source>
   <translation>清晰的边缘保持窄边界，头发和树叶使用宽边界。</translation>
  </message>
  <message>
   <source>Hard light</source>
   <translation>强光</translation>
  </message>
  <message>
   <source>Hard mix</source>
   <translation>实色混合</translation>
  </message>
  <message>
   <source>Hardness</source>
   <translation>硬度</translation>
  </message>
  <message>
   <source>Hatching</source>
   <translation>正在画排线</translation>
  </message>
  <message>
   <source>Healing brush</source>
   <translation>修复画笔</translation>
  </message>
  <message>
   <source>Height</source>
   <translation>高度</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>帮助</translation>
  </message>
  <message>
   <source>Hide all</source>
   <translation>隐藏全部</translation>
  </message>
  <message>
   <source>Hide layer</source>
   <translation>隐藏图层</translation>
  </message>
  <message>
   <source>Hide or show the panels</source>
   <translation>隐藏或显示面板</translation>
  </message>
  <message>
   <source>Hide the selection</source>
   <translation>隐藏选区</translation>
  </message>
  <message>
   <source>Hides it with a mask; nothing is lost.</source>
   <translation>用蒙版隐藏背景，不会丢失任何内容。</translation>
  </message>
  <message>
   <source>Hides the background of the layer with a mask. Without a model, what the subject is is guessed from colours: good on plain backgrounds.</source>
   <translation>用蒙版隐藏图层的背景。没有模型时根据颜色猜测主体：适合纯净的背景。</translation>
  </message>
  <message>
   <source>Highlights</source>
   <translation>高光</translation>
  </message>
  <message>
   <source>Highlights: cyan to red</source>
   <translation>高光：青到红</translation>
  </message>
  <message>
   <source>Highlights: magenta to green</source>
   <translation>高光：洋红到绿</translation>
  </message>
  <message>
   <source>Highlights: yellow to blue</source>
   <translation>高光：黄到蓝</translation>
  </message>
  <message>
   <source>History</source>
   <translation>历史记录</translation>
  </message>
  <message>
   <source>History budget</source>
   <translation>历史记录预算</translation>
  </message>
  <message>
   <source>Hold to see the original (`)</source>
   <translation>按住以查看原图 (`)</translation>
  </message>
  <message>
   <source>Hold to see the picture as it was.</source>
   <translation>按住可查看原来的图片。</translation>
  </message>
  <message>
   <source>How</source>
   <translation>方式</translation>
  </message>
  <message>
   <source>How closely a model follows the words. 0 is what the model was made for.</source>
   <translation>模型遵循文字的程度。0 表示使用模型设计的值。</translation>
  </message>
  <message>
   <source>How closely brightness and colours keep to the picture.</source>
   <translation>亮度与颜色与原图保持一致的程度。</translation>
  </message>
  <message>
   <source>How far a model may leave the picture.</source>
   <translation>模型可以偏离图片的程度。</translation>
  </message>
  <message>
   <source>How far a model may leave what is there now. Below 1 it refines.</source>
   <translation>模型可以偏离现有内容的程度。低于 1 时为细化。</translation>
  </message>
  <message>
   <source>How far around a place decides whether it lies in shadow.</source>
   <translation>判断某处是否位于阴影时所看的周围范围。</translation>
  </message>
  <message>
   <source>How far around the selection the fill without a model looks for what to copy. 0 is as far as the selection is large.</source>
   <translation>不使用模型的填充在选区周围多远的范围内寻找可复制的内容。0 表示与选区大小相当的范围。</translation>
  </message>
  <message>
   <source>How far beyond the edge a model may repaint to meet it; outside the selection the picture is kept all the same. 0 is chosen by itself.</source>
   <translation>模型为衔接边缘可以向外重绘多远；选区之外的画面始终保持不变。0 表示自动选择。</translation>
  </message>
  <message>
   <source>How far from the border the picture decides what belongs to the selection.</source>
   <translation>在距边缘多远的范围内由画面决定哪些内容属于选区。</translation>
  </message>
  <message>
   <source>How far from the pointer an edge is looked for, in px of the screen.</source>
   <translation>在距指针多远的范围内寻找边缘，单位为屏幕像素。</translation>
  </message>
  <message>
   <source>How far from the sampled colours the selection reaches.</source>
   <translation>选区延伸到与取样颜色相差多远。</translation>
  </message>
  <message>
   <source>How far paint is carried.</source>
   <translation>颜料被带走的距离。</translation>
  </message>
  <message>
   <source>How far the picture may change. Not every model listens to it.</source>
   <translation>图片可以改变的程度。并非每个模型都会遵循。</translation>
  </message>
  <message>
   <source>How far the selection fades beyond.</source>
   <translation>选区在此之外逐渐减弱的范围。</translation>
  </message>
  <message>
   <source>How it guides</source>
   <translation>引导方式</translation>
  </message>
  <message>
   <source>How much is drawn anew.</source>
   <translation>重新绘制的程度。</translation>
  </message>
  <message>
   <source>How much of the fine grain stays.</source>
   <translation>保留多少细颗粒。</translation>
  </message>
  <message>
   <source>How much of the surroundings a model sees.</source>
   <translation>模型能看到多少周围内容。</translation>
  </message>
  <message>
   <source>How often an anchor is set by itself.</source>
   <translation>自动设置锚点的频繁程度。</translation>
  </message>
  <message>
   <source>How sure the model has to be. Less selects more.</source>
   <translation>模型需要多确信。数值越小选得越多。</translation>
  </message>
  <message>
   <source>How the noise is taken away. Automatic is the model's own.</source>
   <translation>去除噪声的方式。“自动”即模型自带的方式。</translation>
  </message>
  <message>
   <source>How the result is joined; the best is measured by its seam.</source>
   <translation>结果的衔接方式；最佳者由接缝评分决定。</translation>
  </message>
  <message>
   <source>How well the picture fits the words, 0 to 1, by the installed CLIP.</source>
   <translation>图片与文字的符合程度，0 到 1，由已安装的 CLIP 判断。</translation>
  </message>
  <message>
   <source>How wide the result is; the height follows. At 0 the scale decides.</source>
   <translation>结果的宽度，高度随之变化。为 0 时由倍数决定。</translation>
  </message>
  <message>
   <source>Hue</source>
   <translation>色相</translation>
  </message>
  <message>
   <source>Hue and saturation</source>
   <translation>色相/饱和度</translation>
  </message>
  <message>
   <source>Hue and saturation…</source>
   <translation>色相/饱和度…</translation>
  </message>
  <message>
   <source>I accept the licence</source>
   <translation>我接受此许可证</translation>
  </message>
  <message>
   <source>I accept the licences</source>
   <translation>我接受这些许可证</translation>
  </message>
  <message>
   <source>IP-Adapter</source>
   <translation>IP-Adapter</translation>
  </message>
  <message>
   <source>IP-Adapters cannot be used here with this model.</source>
   <translation>此处不能对该模型使用 IP-Adapter。</translation>
  </message>
  <message>
   <source>Ignore cancel</source>
   <translation>忽略取消</translation>
  </message>
  <message>
   <source>Illustrations and portraits on small graphics cards, or on the processor.</source>
   <translation>在小显存显卡或处理器上绘制插画和肖像。</translation>
  </message>
  <message>
   <source>Image</source>
   <translation>图像</translation>
  </message>
  <message>
   <source>Image size</source>
   <translation>图像大小</translation>
  </message>
  <message>
   <source>Image size…</source>
   <translation>图像大小…</translation>
  </message>
  <message>
   <source>In all tones alike</source>
   <translation>所有影调相同</translation>
  </message>
  <message>
   <source>Ink</source>
   <translation>墨线</translation>
  </message>
  <message>
   <source>Inking</source>
   <translation>正在上墨</translation>
  </message>
  <message>
   <source>Inpaint</source>
   <translation>局部重绘</translation>
  </message>
  <message>
   <source>Inpaint-trained model where it is better</source>
   <translation>效果更好时使用局部重绘专用模型</translation>
  </message>
  <message>
   <source>Inpainting network</source>
   <translation>修补网络</translation>
  </message>
  <message>
   <source>Inpaint…</source>
   <translation>局部重绘…</translation>
  </message>
  <message>
   <source>Input black</source>
   <translation>输入黑场</translation>
  </message>
  <message>
   <source>Input white</source>
   <translation>输入白场</translation>
  </message>
  <message>
   <source>Inside</source>
   <translation>内部</translation>
  </message>
  <message>
   <source>Inside an area</source>
   <translation>区域之内</translation>
  </message>
  <message>
   <source>Install Depth Anything under Models.</source>
   <translation>请在“模型”中安装 Depth Anything。</translation>
  </message>
  <message>
   <source>Install SAM 3 or CLIPSeg under Models, or select it yourself.</source>
   <translation>请在“模型”中安装 SAM 3 或 CLIPSeg，或自己选取。</translation>
  </message>
  <message>
   <source>Install SAM 3 or CLIPSeg under Models.</source>
   <translation>请在“模型”中安装 SAM 3 或 CLIPSeg。</translation>
  </message>
  <message>
   <source>Install a ControlNet or IP-Adapter that fits, or remove the guide.</source>
   <translation>请安装合适的 ControlNet 或 IP-Adapter，或移除该引导。</translation>
  </message>
  <message>
   <source>Install an editing model.</source>
   <translation>请安装一个编辑模型。</translation>
  </message>
  <message>
   <source>Install one in the models window.</source>
   <translation>请在模型窗口中安装。</translation>
  </message>
  <message>
   <source>Install one such as FLUX.1 Kontext or Qwen-Image-Edit under Models.</source>
   <translation>请在“模型”中安装一个，例如 FLUX.1 Kontext 或 Qwen-Image-Edit。</translation>
  </message>
  <message>
   <source>Install one such as Stable Diffusion XL under Models.</source>
   <translation>请在“模型”中安装一个，例如 Stable Diffusion XL。</translation>
  </message>
  <message>
   <source>Install one that fits the model.</source>
   <translation>请安装一个与模型匹配的。</translation>
  </message>
  <message>
   <source>Install one, or choose Fill, Expand or Remove.</source>
   <translation>请安装一个模型，或选择填充、扩展或移除。</translation>
  </message>
  <message>
   <source>Install one, or choose Fill.</source>
   <translation>请安装一个模型，或选择“填充”。</translation>
  </message>
  <message>
   <source>Install {package} for Limner's Python, or get the model as GGUF, fp8 or one nf4 file.</source>
   <translation>请为 Limner 的 Python 安装 {package}，或获取该模型的 GGUF、fp8 或单文件 nf4 版本。</translation>
  </message>
  <message>
   <source>Installed</source>
   <translation>已安装</translation>
  </message>
  <message>
   <source>Installed.</source>
   <translation>已安装。</translation>
  </message>
  <message>
   <source>Instruction</source>
   <translation>指令</translation>
  </message>
  <message>
   <source>Intensity</source>
   <translation>强度</translation>
  </message>
  <message>
   <source>Intersect with selection</source>
   <translation>与选区交叉</translation>
  </message>
  <message>
   <source>Into the folder</source>
   <translation>保存到文件夹</translation>
  </message>
  <message>
   <source>Invert</source>
   <translation>反相</translation>
  </message>
  <message>
   <source>Invert selection</source>
   <translation>反选</translation>
  </message>
  <message>
   <source>It can be taken back from there.</source>
   <translation>可以从那里还原。</translation>
  </message>
  <message>
   <source>It did not work.</source>
   <translation>操作未成功。</translation>
  </message>
  <message>
   <source>It is made where it is missing.</source>
   <translation>不存在时会自动创建。</translation>
  </message>
  <message>
   <source>It is not known for certain what this file is.</source>
   <translation>无法确定这个文件是什么。</translation>
  </message>
  <message>
   <source>It is not known what this file is.</source>
   <translation>无法确定这个文件是什么。</translation>
  </message>
  <message>
   <source>It is not known yet whether it fits.</source>
   <translation>尚不清楚是否适合本机。</translation>
  </message>
  <message>
   <source>It is not said which object is meant.</source>
   <translation>没有指明是哪个对象。</translation>
  </message>
  <message>
   <source>It may hold {fields}.</source>
   <translation>可包含 {fields}。</translation>
  </message>
  <message>
   <source>It was thrown away. Look at the model's page.</source>
   <translation>已将其丢弃。请查看模型页面。</translation>
  </message>
  <message>
   <source>Italic</source>
   <translation>斜体</translation>
  </message>
  <message>
   <source>Its file may be damaged.</source>
   <translation>该文件可能已损坏。</translation>
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
   <translation>正在衔接</translation>
  </message>
  <message>
   <source>Joining the pieces</source>
   <translation>正在拼合各部分</translation>
  </message>
  <message>
   <source>Keep brightness</source>
   <translation>保持亮度</translation>
  </message>
  <message>
   <source>Keep colours</source>
   <translation>保留颜色</translation>
  </message>
  <message>
   <source>Keep detail</source>
   <translation>保留细节</translation>
  </message>
  <message>
   <source>Keep one piece</source>
   <translation>只保留一块</translation>
  </message>
  <message>
   <source>Keep proportions</source>
   <translation>保持比例</translation>
  </message>
  <message>
   <source>Keep this seed: the same settings give the same picture</source>
   <translation>保留此种子：相同的设置得到相同的图片</translation>
  </message>
  <message>
   <source>Keep this version</source>
   <translation>保留此版本</translation>
  </message>
  <message>
   <source>Keep what is there</source>
   <translation>保留原内容</translation>
  </message>
  <message>
   <source>Keeps shapes, and leaves details free.</source>
   <translation>保持形状，细节自由。</translation>
  </message>
  <message>
   <source>Keeps the outlines of a picture.</source>
   <translation>保持图片的轮廓。</translation>
  </message>
  <message>
   <source>Keeps the selection as a region with a strength of its own, so that more can be selected. All are changed in one run.</source>
   <translation>将选区保留为拥有独立强度的区域，之后可继续选择；所有区域在一次运行中一起修改。</translation>
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation>键盘快捷键</translation>
  </message>
  <message>
   <source>Keyboard shortcuts…</source>
   <translation>键盘快捷键…</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>类型</translation>
  </message>
  <message>
   <source>Kind of guide</source>
   <translation>引导类型</translation>
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
   <translation>Lanczos（锐利）</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>语言</translation>
  </message>
  <message>
   <source>Language model</source>
   <translation>语言模型</translation>
  </message>
  <message>
   <source>Larger brush</source>
   <translation>增大画笔</translation>
  </message>
  <message>
   <source>Lasso</source>
   <translation>套索</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>推后</translation>
  </message>
  <message>
   <source>Layer</source>
   <translation>图层</translation>
  </message>
  <message>
   <source>Layer mask</source>
   <translation>图层蒙版</translation>
  </message>
  <message>
   <source>Layer of the context</source>
   <translation>上下文图层</translation>
  </message>
  <message>
   <source>Layer opacity</source>
   <translation>图层不透明度</translation>
  </message>
  <message>
   <source>Layers</source>
   <translation>图层</translation>
  </message>
  <message>
   <source>Laying strokes</source>
   <translation>正在铺笔触</translation>
  </message>
  <message>
   <source>Leave a part of the picture unselected.</source>
   <translation>请保留图片的一部分不被选中。</translation>
  </message>
  <message>
   <source>Left</source>
   <translation>左</translation>
  </message>
  <message>
   <source>Length of the string that pulls the tip.</source>
   <translation>牵引笔尖的绳长。</translation>
  </message>
  <message>
   <source>Lets go of the loaded models.</source>
   <translation>卸载已加载的模型。</translation>
  </message>
  <message>
   <source>Letter spacing</source>
   <translation>字距</translation>
  </message>
  <message>
   <source>Level</source>
   <translation>色阶</translation>
  </message>
  <message>
   <source>Levels</source>
   <translation>色阶</translation>
  </message>
  <message>
   <source>Levels…</source>
   <translation>色阶…</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>浅色</translation>
  </message>
  <message>
   <source>Light theme</source>
   <translation>浅色主题</translation>
  </message>
  <message>
   <source>Lighten</source>
   <translation>变亮</translation>
  </message>
  <message>
   <source>Lighter color</source>
   <translation>浅色</translation>
  </message>
  <message>
   <source>Lightness</source>
   <translation>明度</translation>
  </message>
  <message>
   <source>Limner document</source>
   <translation>Limner 文档</translation>
  </message>
  <message>
   <source>Limner uses .safetensors, .gguf and .pth, .pt, .ckpt files.</source>
   <translation>Limner 使用 .safetensors、.gguf 以及 .pth、.pt、.ckpt 文件。</translation>
  </message>
  <message>
   <source>Limner was not closed properly. Your unsaved work is open again.</source>
   <translation>Limner 上次未正常关闭。您未保存的工作已重新打开。</translation>
  </message>
  <message>
   <source>Line art</source>
   <translation>线稿</translation>
  </message>
  <message>
   <source>Line height</source>
   <translation>行高</translation>
  </message>
  <message>
   <source>Linear</source>
   <translation>线性</translation>
  </message>
  <message>
   <source>Linear (soft)</source>
   <translation>线性（柔和）</translation>
  </message>
  <message>
   <source>Linear burn</source>
   <translation>线性加深</translation>
  </message>
  <message>
   <source>Linear dodge (add)</source>
   <translation>线性减淡（添加）</translation>
  </message>
  <message>
   <source>Linear light</source>
   <translation>线性光</translation>
  </message>
  <message>
   <source>Liquify</source>
   <translation>液化</translation>
  </message>
  <message>
   <source>LoRA</source>
   <translation>LoRA</translation>
  </message>
  <message>
   <source>LoRAs and embeddings</source>
   <translation>LoRA 与嵌入</translation>
  </message>
  <message>
   <source>LoRAs cannot be used with this model.</source>
   <translation>此模型不能使用 LoRA。</translation>
  </message>
  <message>
   <source>Load selection</source>
   <translation>载入选区</translation>
  </message>
  <message>
   <source>Load selection…</source>
   <translation>载入选区…</translation>
  </message>
  <message>
   <source>Loading the model</source>
   <translation>正在加载模型</translation>
  </message>
  <message>
   <source>Localised</source>
   <translation>本地化</translation>
  </message>
  <message>
   <source>Location</source>
   <translation>位置</translation>
  </message>
  <message>
   <source>Lock</source>
   <translation>锁定</translation>
  </message>
  <message>
   <source>Lock layer</source>
   <translation>锁定图层</translation>
  </message>
  <message>
   <source>Lock transparency</source>
   <translation>锁定透明像素</translation>
  </message>
  <message>
   <source>Long texts in pictures, English and Chinese; wants a large graphics card.</source>
   <translation>可在图片中写长文字，支持中英文；需要大显存显卡。</translation>
  </message>
  <message>
   <source>Look</source>
   <translation>外观</translation>
  </message>
  <message>
   <source>Look again</source>
   <translation>重新扫描</translation>
  </message>
  <message>
   <source>Look at the model's page.</source>
   <translation>请查看模型页面。</translation>
  </message>
  <message>
   <source>Look for the safetensors version of it.</source>
   <translation>请寻找它的 safetensors 版本。</translation>
  </message>
  <message>
   <source>Looking at the picture</source>
   <translation>正在观察图片</translation>
  </message>
  <message>
   <source>Looking for damage</source>
   <translation>正在查找损伤</translation>
  </message>
  <message>
   <source>Looking for people</source>
   <translation>正在寻找人物</translation>
  </message>
  <message>
   <source>Looking for the edges</source>
   <translation>正在寻找边缘</translation>
  </message>
  <message>
   <source>Looking for the object</source>
   <translation>正在寻找对象</translation>
  </message>
  <message>
   <source>Looks like a VAE.</source>
   <translation>看起来是 VAE。</translation>
  </message>
  <message>
   <source>Looks like a checkpoint of an unknown family.</source>
   <translation>看起来是未知系列的检查点。</translation>
  </message>
  <message>
   <source>Looks like a diffusion model of an unknown family.</source>
   <translation>看起来是未知系列的扩散模型。</translation>
  </message>
  <message>
   <source>Looks like a network that works on pictures, of a design that is not known here.</source>
   <translation>看起来是处理图片的网络，但结构未知。</translation>
  </message>
  <message>
   <source>Lossless</source>
   <translation>无损</translation>
  </message>
  <message>
   <source>Lower</source>
   <translation>下移</translation>
  </message>
  <message>
   <source>Luminosity</source>
   <translation>明度</translation>
  </message>
  <message>
   <source>Magentas</source>
   <translation>洋红</translation>
  </message>
  <message>
   <source>Magic wand</source>
   <translation>魔棒</translation>
  </message>
  <message>
   <source>Magnetic lasso</source>
   <translation>磁性套索</translation>
  </message>
  <message>
   <source>Make control map</source>
   <translation>生成控制图</translation>
  </message>
  <message>
   <source>Make it first.</source>
   <translation>请先创建它。</translation>
  </message>
  <message>
   <source>Make it the selection again</source>
   <translation>恢复为选区</translation>
  </message>
  <message>
   <source>Make one from the picture.</source>
   <translation>请从图片生成一张控制图。</translation>
  </message>
  <message>
   <source>Make the map a layer</source>
   <translation>将控制图做成图层</translation>
  </message>
  <message>
   <source>Makes a picture from words: a new one, or into the selection.</source>
   <translation>用文字生成图片：新图片，或生成到选区中。</translation>
  </message>
  <message>
   <source>Makes a soft border crisp.</source>
   <translation>让柔和的边缘变得清晰。</translation>
  </message>
  <message>
   <source>Makes and edits pictures by instruction, with several reference pictures, in four steps.</source>
   <translation>按指令生成和编辑图片，支持多张参考图，四步完成。</translation>
  </message>
  <message>
   <source>Makes the selected part anew. Everything outside the selection stays as it is.</source>
   <translation>重新生成所选部分。选区之外保持不变。</translation>
  </message>
  <message>
   <source>Making pictures</source>
   <translation>生成图片</translation>
  </message>
  <message>
   <source>Many styles from one model; better text than Stable Diffusion XL.</source>
   <translation>一个模型多种风格；文字效果优于 Stable Diffusion XL。</translation>
  </message>
  <message>
   <source>Many styles, with a negative prompt; free for every use.</source>
   <translation>风格多样，支持反向提示词；可自由用于任何用途。</translation>
  </message>
  <message>
   <source>Mask</source>
   <translation>蒙版</translation>
  </message>
  <message>
   <source>Mask brush</source>
   <translation>蒙版画笔</translation>
  </message>
  <message>
   <source>Match colours</source>
   <translation>匹配颜色</translation>
  </message>
  <message>
   <source>Match colours to the layers below</source>
   <translation>与下方图层匹配颜色</translation>
  </message>
  <message>
   <source>Matching colours</source>
   <translation>正在匹配颜色</translation>
  </message>
  <message>
   <source>May be copied</source>
   <translation>可复制的区域</translation>
  </message>
  <message>
   <source>Median</source>
   <translation>中值</translation>
  </message>
  <message>
   <source>Median…</source>
   <translation>中值…</translation>
  </message>
  <message>
   <source>Medium</source>
   <translation>中等</translation>
  </message>
  <message>
   <source>Merge down</source>
   <translation>向下合并</translation>
  </message>
  <message>
   <source>Merge it down, or choose a pixel layer.</source>
   <translation>请向下合并，或选择一个像素图层。</translation>
  </message>
  <message>
   <source>Merge the group first.</source>
   <translation>请先合并图层组。</translation>
  </message>
  <message>
   <source>Merge visible</source>
   <translation>合并可见图层</translation>
  </message>
  <message>
   <source>Merged</source>
   <translation>已合并</translation>
  </message>
  <message>
   <source>Mesh</source>
   <translation>网格</translation>
  </message>
  <message>
   <source>Metadata</source>
   <translation>元数据</translation>
  </message>
  <message>
   <source>Method</source>
   <translation>方法</translation>
  </message>
  <message>
   <source>Middle</source>
   <translation>中间</translation>
  </message>
  <message>
   <source>Midtones</source>
   <translation>中间调</translation>
  </message>
  <message>
   <source>Midtones: cyan to red</source>
   <translation>中间调：青到红</translation>
  </message>
  <message>
   <source>Midtones: magenta to green</source>
   <translation>中间调：洋红到绿</translation>
  </message>
  <message>
   <source>Midtones: yellow to blue</source>
   <translation>中间调：黄到蓝</translation>
  </message>
  <message>
   <source>Mirror the view</source>
   <translation>镜像视图</translation>
  </message>
  <message>
   <source>Missing</source>
   <translation>缺失</translation>
  </message>
  <message>
   <source>Mixed</source>
   <translation>混合</translation>
  </message>
  <message>
   <source>Mixing washes</source>
   <translation>正在混合水彩</translation>
  </message>
  <message>
   <source>Mode</source>
   <translation>模式</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>模型</translation>
  </message>
  <message>
   <source>Model files</source>
   <translation>模型文件</translation>
  </message>
  <message>
   <source>Model files…</source>
   <translation>模型文件…</translation>
  </message>
  <message>
   <source>Model folders</source>
   <translation>模型文件夹</translation>
  </message>
  <message>
   <source>Model of the guide</source>
   <translation>引导的模型</translation>
  </message>
  <message>
   <source>Model's page</source>
   <translation>模型页面</translation>
  </message>
  <message>
   <source>Models</source>
   <translation>模型</translation>
  </message>
  <message>
   <source>Models are downloaded over encrypted connections only.</source>
   <translation>模型只通过加密连接下载。</translation>
  </message>
  <message>
   <source>Models…</source>
   <translation>模型…</translation>
  </message>
  <message>
   <source>Modify</source>
   <translation>修改</translation>
  </message>
  <message>
   <source>Monochrome</source>
   <translation>单色</translation>
  </message>
  <message>
   <source>More finds fainter damage, and more that is none.</source>
   <translation>数值越高，越能找到细微损伤，误判也越多。</translation>
  </message>
  <message>
   <source>More options</source>
   <translation>更多选项</translation>
  </message>
  <message>
   <source>More steps are finer and slower. 0 is as many as the model was made for.</source>
   <translation>步数越多越精细也越慢。0 表示使用模型设计的步数。</translation>
  </message>
  <message>
   <source>Motion blur</source>
   <translation>动感模糊</translation>
  </message>
  <message>
   <source>Motion blur…</source>
   <translation>动感模糊…</translation>
  </message>
  <message>
   <source>Move</source>
   <translation>移动</translation>
  </message>
  <message>
   <source>Move a copy</source>
   <translation>移动副本</translation>
  </message>
  <message>
   <source>Move along an edge: the line clings to it. A click sets an anchor, Backspace takes one back, Alt draws straight, Enter or a double click closes.</source>
   <translation>沿边缘移动，线条会吸附其上。单击设置锚点，退格键撤回一个，按住 Alt 画直线，回车或双击闭合。</translation>
  </message>
  <message>
   <source>Move layer</source>
   <translation>移动图层</translation>
  </message>
  <message>
   <source>Move selection</source>
   <translation>移动选区</translation>
  </message>
  <message>
   <source>Move to the bin</source>
   <translation>移到回收站</translation>
  </message>
  <message>
   <source>Move {file} to the bin?</source>
   <translation>将 {file} 移到回收站？</translation>
  </message>
  <message>
   <source>Moves the border inwards or outwards.</source>
   <translation>将边缘向内或向外移动。</translation>
  </message>
  <message>
   <source>Multiply</source>
   <translation>正片叠底</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>Name of the area</source>
   <translation>区域名称</translation>
  </message>
  <message>
   <source>Natural photographs without the polished look of other models.</source>
   <translation>自然的照片，没有其他模型那种过度修饰的感觉。</translation>
  </message>
  <message>
   <source>Navigator</source>
   <translation>导航器</translation>
  </message>
  <message>
   <source>Nearest (pixel art)</source>
   <translation>最近邻（像素画）</translation>
  </message>
  <message>
   <source>Nearest neighbour</source>
   <translation>最近邻</translation>
  </message>
  <message>
   <source>Needs an installed model that reads words, such as SAM 3 or CLIPSeg.</source>
   <translation>需要已安装的、能理解文字的模型，例如 SAM 3 或 CLIPSeg。</translation>
  </message>
  <message>
   <source>Needs parts</source>
   <translation>缺少部件</translation>
  </message>
  <message>
   <source>Needs the package of that name; where it is missing, PyTorch's own is used.</source>
   <translation>需要安装同名软件包；缺少时使用 PyTorch 自带的实现。</translation>
  </message>
  <message>
   <source>Negative prompt</source>
   <translation>反向提示词</translation>
  </message>
  <message>
   <source>Netpbm</source>
   <translation>Netpbm</translation>
  </message>
  <message>
   <source>New adjustment layer</source>
   <translation>新建调整图层</translation>
  </message>
  <message>
   <source>New area</source>
   <translation>新增区域</translation>
  </message>
  <message>
   <source>New layer</source>
   <translation>新建图层</translation>
  </message>
  <message>
   <source>New layer with mask</source>
   <translation>带蒙版的新图层</translation>
  </message>
  <message>
   <source>New picture</source>
   <translation>新图片</translation>
  </message>
  <message>
   <source>New selection</source>
   <translation>新选区</translation>
  </message>
  <message>
   <source>New…</source>
   <translation>新建…</translation>
  </message>
  <message>
   <source>Next document</source>
   <translation>下一个文档</translation>
  </message>
  <message>
   <source>Next result</source>
   <translation>下一个结果</translation>
  </message>
  <message>
   <source>Next step</source>
   <translation>下一步</translation>
  </message>
  <message>
   <source>Next variant</source>
   <translation>下一个变体</translation>
  </message>
  <message>
   <source>Night</source>
   <translation>夜景</translation>
  </message>
  <message>
   <source>No ControlNet for this model is installed.</source>
   <translation>没有安装适用于此模型的 ControlNet。</translation>
  </message>
  <message>
   <source>No IP-Adapter for this model is installed.</source>
   <translation>没有安装适用于此模型的 IP-Adapter。</translation>
  </message>
  <message>
   <source>No LoRA for this model is installed.</source>
   <translation>没有安装适用于此模型的 LoRA。</translation>
  </message>
  <message>
   <source>No LoRA of this name is installed: {names}.</source>
   <translation>未安装名为 {names} 的 LoRA。</translation>
  </message>
  <message>
   <source>No area to take from is chosen.</source>
   <translation>没有选择取样区域。</translation>
  </message>
  <message>
   <source>No damage was found.</source>
   <translation>没有找到损伤。</translation>
  </message>
  <message>
   <source>No downloads</source>
   <translation>没有下载</translation>
  </message>
  <message>
   <source>No embedding for this model is installed.</source>
   <translation>没有安装适用于此模型的嵌入。</translation>
  </message>
  <message>
   <source>No filter was applied yet.</source>
   <translation>尚未应用过滤镜。</translation>
  </message>
  <message>
   <source>No layer is chosen.</source>
   <translation>未选择图层。</translation>
  </message>
  <message>
   <source>No models yet</source>
   <translation>还没有模型</translation>
  </message>
  <message>
   <source>No picture is open.</source>
   <translation>没有打开的图片。</translation>
  </message>
  <message>
   <source>No rescue copy can be written: {reason}.</source>
   <translation>无法写入救援副本：{reason}。</translation>
  </message>
  <message>
   <source>No saved selection, no layer</source>
   <translation>没有已保存的选区，也没有图层</translation>
  </message>
  <message>
   <source>No subject was found.</source>
   <translation>没有找到主体。</translation>
  </message>
  <message>
   <source>Noise</source>
   <translation>杂色</translation>
  </message>
  <message>
   <source>None</source>
   <translation>无</translation>
  </message>
  <message>
   <source>None yet</source>
   <translation>暂无</translation>
  </message>
  <message>
   <source>Normal</source>
   <translation>正常</translation>
  </message>
  <message>
   <source>Not saved yet</source>
   <translation>尚未保存</translation>
  </message>
  <message>
   <source>Not understood: {words}</source>
   <translation>没有理解：{words}</translation>
  </message>
  <message>
   <source>Not understood: {words}. The built-in generator knows landscapes, skies, cities, patterns and posters; an installed model knows far more.</source>
   <translation>未能理解：{words}。内置生成器只认识风景、天空、城市、图案和海报；安装的模型懂得多得多。</translation>
  </message>
  <message>
   <source>Not used yet</source>
   <translation>暂不使用</translation>
  </message>
  <message>
   <source>Nothing is copied or moved. What each file is, is told by its contents.</source>
   <translation>不会复制或移动任何文件。文件的类型由其内容判断。</translation>
  </message>
  <message>
   <source>Nothing is downloaded unless you press Download.</source>
   <translation>除非您按下“下载”，否则不会下载任何内容。</translation>
  </message>
  <message>
   <source>Nothing is selected, so there is nothing to change.</source>
   <translation>没有选区，因此没有可更改的内容。</translation>
  </message>
  <message>
   <source>Nothing is selected.</source>
   <translation>没有选区。</translation>
  </message>
  <message>
   <source>Nothing matches</source>
   <translation>没有匹配项</translation>
  </message>
  <message>
   <source>Nothing of this LoRA fits the model, so it had no effect: {names}.</source>
   <translation>此 LoRA 与模型完全不匹配，因此没有效果：{names}。</translation>
  </message>
  <message>
   <source>Nothing to compare</source>
   <translation>没有可比较的内容</translation>
  </message>
  <message>
   <source>Nothing to show</source>
   <translation>没有可显示的内容</translation>
  </message>
  <message>
   <source>Nothing was applied. This is a fault of the program; please report it.</source>
   <translation>没有应用任何更改。这是程序的错误，请报告。</translation>
  </message>
  <message>
   <source>Nothing was found.</source>
   <translation>未找到任何内容。</translation>
  </message>
  <message>
   <source>Nothing would be left of the selection.</source>
   <translation>选区将不剩任何内容。</translation>
  </message>
  <message>
   <source>Nothing you edit leaves this computer.</source>
   <translation>您编辑的任何内容都不会离开这台电脑。</translation>
  </message>
  <message>
   <source>Now drag it to what should stand here.</source>
   <translation>现在把它拖到应填入此处的内容上。</translation>
  </message>
  <message>
   <source>Numbers</source>
   <translation>数值格式</translation>
  </message>
  <message>
   <source>OK</source>
   <translation>确定</translation>
  </message>
  <message>
   <source>Of a mixed grey.</source>
   <translation>用于混合灰度。</translation>
  </message>
  <message>
   <source>Of lossy files.</source>
   <translation>有损文件的质量。</translation>
  </message>
  <message>
   <source>Of one pass at full strength; rubbing on doubles it.</source>
   <translation>以全部强度涂一遍的半径；反复涂抹会加倍。</translation>
  </message>
  <message>
   <source>Of the decontamination.</source>
   <translation>净化的程度。</translation>
  </message>
  <message>
   <source>Of the longest edge of the picture.</source>
   <translation>以画面长边为准。</translation>
  </message>
  <message>
   <source>Of the size.</source>
   <translation>相对于字号。</translation>
  </message>
  <message>
   <source>Of the way from the middle to a corner.</source>
   <translation>从中心到角的路程百分比。</translation>
  </message>
  <message>
   <source>Of the whole stroke.</source>
   <translation>整笔的不透明度。</translation>
  </message>
  <message>
   <source>Of what was moved.</source>
   <translation>针对被调整的部分。</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>关</translation>
  </message>
  <message>
   <source>Off keeps them outside the canvas.</source>
   <translation>关闭时将其保留在画布之外。</translation>
  </message>
  <message>
   <source>Off: the picture is a finished map, white lines on black for example.</source>
   <translation>关闭：图片已是现成的控制图，例如黑底白线。</translation>
  </message>
  <message>
   <source>Offer a model's version</source>
   <translation>提供模型版本</translation>
  </message>
  <message>
   <source>Offset</source>
   <translation>偏移</translation>
  </message>
  <message>
   <source>Oil painting</source>
   <translation>油画</translation>
  </message>
  <message>
   <source>On black</source>
   <translation>黑底</translation>
  </message>
  <message>
   <source>On nothing</source>
   <translation>透明底</translation>
  </message>
  <message>
   <source>On white</source>
   <translation>白底</translation>
  </message>
  <message>
   <source>One file for outlines, depth, pose, line art, tiles and inpainting.</source>
   <translation>一个文件即可用于轮廓、深度、姿势、线稿、分块和修补。</translation>
  </message>
  <message>
   <source>One folder on each line. Models are used in place, never copied.</source>
   <translation>每行一个文件夹。模型就地使用，从不复制。</translation>
  </message>
  <message>
   <source>One hue for the whole picture.</source>
   <translation>整张图片使用一种色相。</translation>
  </message>
  <message>
   <source>One moment: the program is getting ready…</source>
   <translation>请稍候，程序正在准备…</translation>
  </message>
  <message>
   <source>Only near the places that were clicked.</source>
   <translation>仅限于单击处附近。</translation>
  </message>
  <message>
   <source>Only what is connected to the place you click.</source>
   <translation>仅选择与单击处相连的部分。</translation>
  </message>
  <message>
   <source>Opacity</source>
   <translation>不透明度</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>打开</translation>
  </message>
  <message>
   <source>Open a file first.</source>
   <translation>请先打开一个文件。</translation>
  </message>
  <message>
   <source>Open a picture first.</source>
   <translation>请先打开一张图片。</translation>
  </message>
  <message>
   <source>Open a picture to work on.</source>
   <translation>请打开一张要处理的图片。</translation>
  </message>
  <message>
   <source>Open folder</source>
   <translation>打开文件夹</translation>
  </message>
  <message>
   <source>Open one or make a new one first.</source>
   <translation>请先打开或新建一个。</translation>
  </message>
  <message>
   <source>Open recent</source>
   <translation>最近打开</translation>
  </message>
  <message>
   <source>Open recent…</source>
   <translation>最近打开…</translation>
  </message>
  <message>
   <source>Open the model's page</source>
   <translation>打开模型页面</translation>
  </message>
  <message>
   <source>Open the model's page: it may ask for an account or a licence.</source>
   <translation>请打开模型页面：可能需要账户或接受许可证。</translation>
  </message>
  <message>
   <source>Open…</source>
   <translation>打开…</translation>
  </message>
  <message>
   <source>Operation</source>
   <translation>操作</translation>
  </message>
  <message>
   <source>Original</source>
   <translation>原始</translation>
  </message>
  <message>
   <source>Otherwise they are lost.</source>
   <translation>否则它们将丢失。</translation>
  </message>
  <message>
   <source>Outline</source>
   <translation>轮廓</translation>
  </message>
  <message>
   <source>Outpaint</source>
   <translation>扩图</translation>
  </message>
  <message>
   <source>Outpaint…</source>
   <translation>扩图…</translation>
  </message>
  <message>
   <source>Output black</source>
   <translation>输出黑场</translation>
  </message>
  <message>
   <source>Output to</source>
   <translation>输出到</translation>
  </message>
  <message>
   <source>Output white</source>
   <translation>输出白场</translation>
  </message>
  <message>
   <source>Outside</source>
   <translation>外部</translation>
  </message>
  <message>
   <source>Outside an area</source>
   <translation>区域之外</translation>
  </message>
  <message>
   <source>Over how much more its changes fade. 0 is chosen by size and strength.</source>
   <translation>改动再向外渐隐的宽度。0 表示按大小和强度自动选择。</translation>
  </message>
  <message>
   <source>Overlap</source>
   <translation>重叠</translation>
  </message>
  <message>
   <source>Overlay</source>
   <translation>叠加</translation>
  </message>
  <message>
   <source>PNG</source>
   <translation>PNG</translation>
  </message>
  <message>
   <source>Paint colour away, or more of it in. Alt does the opposite.</source>
   <translation>涂抹以减弱或增强颜色。按住 Alt 效果相反。</translation>
  </message>
  <message>
   <source>Paint over a spot, a wire, a stranger: it is gone when you let go.</source>
   <translation>涂抹污点、电线或路人：松开即消失。</translation>
  </message>
  <message>
   <source>Paint over a thing: the selection grows to its edges. Alt takes away.</source>
   <translation>在物体上涂抹，选区会自动扩展到其边缘。按住 Alt 则从选区中减去。</translation>
  </message>
  <message>
   <source>Paint over what should be darker. Alt dodges instead.</source>
   <translation>涂抹需要变暗的地方。按住 Alt 则减淡。</translation>
  </message>
  <message>
   <source>Paint over what should be lighter. Alt burns instead.</source>
   <translation>涂抹需要变亮的地方。按住 Alt 则加深。</translation>
  </message>
  <message>
   <source>Paint the selection with brush and eraser.</source>
   <translation>用画笔和橡皮擦绘制选区。</translation>
  </message>
  <message>
   <source>Painting</source>
   <translation>正在绘画</translation>
  </message>
  <message>
   <source>Pairs of a sentence and its answer, as JSON.</source>
   <translation>句子与答案的配对，JSON 格式。</translation>
  </message>
  <message>
   <source>Panels</source>
   <translation>面板</translation>
  </message>
  <message>
   <source>Panorama all around</source>
   <translation>环绕全景</translation>
  </message>
  <message>
   <source>Part of the picture is missing: get the file again.</source>
   <translation>图片缺少一部分：请重新获取文件。</translation>
  </message>
  <message>
   <source>Parts of other models</source>
   <translation>其他模型的组件</translation>
  </message>
  <message>
   <source>Parts of this model are missing: {parts}.</source>
   <translation>此模型缺少部分内容：{parts}。</translation>
  </message>
  <message>
   <source>Pass through</source>
   <translation>穿透</translation>
  </message>
  <message>
   <source>Paste</source>
   <translation>粘贴</translation>
  </message>
  <message>
   <source>Paste as new picture</source>
   <translation>粘贴为新图片</translation>
  </message>
  <message>
   <source>Paste in place</source>
   <translation>原位粘贴</translation>
  </message>
  <message>
   <source>Pasted</source>
   <translation>已粘贴</translation>
  </message>
  <message>
   <source>Patch</source>
   <translation>修补</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>暂停</translation>
  </message>
  <message>
   <source>Pause: no waiting job begins</source>
   <translation>暂停：不再开始等待中的任务</translation>
  </message>
  <message>
   <source>Paused</source>
   <translation>已暂停</translation>
  </message>
  <message>
   <source>Paused, {n} waiting</source>
   <translation>已暂停，{n} 个等待中</translation>
  </message>
  <message>
   <source>Pencil</source>
   <translation>铅笔</translation>
  </message>
  <message>
   <source>Percent</source>
   <translation>百分比</translation>
  </message>
  <message>
   <source>Perspective</source>
   <translation>透视</translation>
  </message>
  <message>
   <source>Photo 10 × 15 cm, 300 dpi</source>
   <translation>照片 10 × 15 厘米，300 dpi</translation>
  </message>
  <message>
   <source>Photo filter</source>
   <translation>照片滤镜</translation>
  </message>
  <message>
   <source>Photo filter…</source>
   <translation>照片滤镜…</translation>
  </message>
  <message>
   <source>Photographs with text in English and Chinese, in eight steps.</source>
   <translation>八步生成照片，支持中英文文字。</translation>
  </message>
  <message>
   <source>Photographs: people, places and things that look real.</source>
   <translation>照片：看起来真实的人物、地点和物品。</translation>
  </message>
  <message>
   <source>Photoshop</source>
   <translation>Photoshop</translation>
  </message>
  <message>
   <source>Photoshop files can hold at most {most} pixels on an edge.</source>
   <translation>Photoshop 文件每边最多 {most} 像素。</translation>
  </message>
  <message>
   <source>Pick by words</source>
   <translation>按文字选取</translation>
  </message>
  <message>
   <source>Pick by words…</source>
   <translation>按文字选取…</translation>
  </message>
  <message>
   <source>Picture at</source>
   <translation>图片位置</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>图片</translation>
  </message>
  <message>
   <source>Pictures exported here say it, and those of programs that write a line of parameters.</source>
   <translation>此程序导出的图片会记录，写入参数行的其他程序的图片也会记录。</translation>
  </message>
  <message>
   <source>Pin light</source>
   <translation>点光</translation>
  </message>
  <message>
   <source>Pinch</source>
   <translation>收缩</translation>
  </message>
  <message>
   <source>Pixel grid</source>
   <translation>像素网格</translation>
  </message>
  <message>
   <source>Pixel grid above 800 %</source>
   <translation>800 % 以上显示像素网格</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>置入</translation>
  </message>
  <message>
   <source>Place as a layer</source>
   <translation>置入为图层</translation>
  </message>
  <message>
   <source>Place as layers</source>
   <translation>置入为图层</translation>
  </message>
  <message>
   <source>Place as layer…</source>
   <translation>置入为图层…</translation>
  </message>
  <message>
   <source>Pointillism</source>
   <translation>点彩</translation>
  </message>
  <message>
   <source>Points on the object, as x,y x,y in pixels.</source>
   <translation>对象上的点，以像素写作 x,y x,y。</translation>
  </message>
  <message>
   <source>Points that do not belong to it.</source>
   <translation>不属于对象的点。</translation>
  </message>
  <message>
   <source>Polygon selection</source>
   <translation>多边形选区</translation>
  </message>
  <message>
   <source>Portrait post</source>
   <translation>竖版帖子</translation>
  </message>
  <message>
   <source>Pose (needs a model)</source>
   <translation>姿态（需要模型）</translation>
  </message>
  <message>
   <source>Poses</source>
   <translation>姿态</translation>
  </message>
  <message>
   <source>Poster</source>
   <translation>海报</translation>
  </message>
  <message>
   <source>Posterize</source>
   <translation>色调分离</translation>
  </message>
  <message>
   <source>Posterize…</source>
   <translation>色调分离…</translation>
  </message>
  <message>
   <source>Preferences</source>
   <translation>首选项</translation>
  </message>
  <message>
   <source>Preferences…</source>
   <translation>首选项…</translation>
  </message>
  <message>
   <source>Preset</source>
   <translation>预设</translation>
  </message>
  <message>
   <source>Pressure</source>
   <translation>压力</translation>
  </message>
  <message>
   <source>Pressure changes opacity</source>
   <translation>压力改变不透明度</translation>
  </message>
  <message>
   <source>Pressure changes size</source>
   <translation>压力改变大小</translation>
  </message>
  <message>
   <source>Pressure changes strength</source>
   <translation>压力改变强度</translation>
  </message>
  <message>
   <source>Preview</source>
   <translation>预览</translation>
  </message>
  <message>
   <source>Preview decoder</source>
   <translation>预览解码器</translation>
  </message>
  <message>
   <source>Previous document</source>
   <translation>上一个文档</translation>
  </message>
  <message>
   <source>Previous result</source>
   <translation>上一个结果</translation>
  </message>
  <message>
   <source>Previous variant</source>
   <translation>上一个变体</translation>
  </message>
  <message>
   <source>Printing</source>
   <translation>正在印制</translation>
  </message>
  <message>
   <source>Probe</source>
   <translation>探针</translation>
  </message>
  <message>
   <source>Progressive</source>
   <translation>渐进式</translation>
  </message>
  <message>
   <source>Prompt</source>
   <translation>提示词</translation>
  </message>
  <message>
   <source>Protect detail</source>
   <translation>保护细节</translation>
  </message>
  <message>
   <source>Protect tones</source>
   <translation>保护色调</translation>
  </message>
  <message>
   <source>Pull each corner by itself.</source>
   <translation>单独拉动每个角。</translation>
  </message>
  <message>
   <source>Push</source>
   <translation>推动</translation>
  </message>
  <message>
   <source>Put a diffusers folder of the same family beside it.</source>
   <translation>请将同系列的 diffusers 文件夹放在它旁边。</translation>
  </message>
  <message>
   <source>Put a folder of ViTPose among the models, and for several people one of RT-DETR or D-FINE.</source>
   <translation>请将 ViTPose 文件夹放入模型目录；若有多人，再放入 RT-DETR 或 D-FINE 文件夹。</translation>
  </message>
  <message>
   <source>Put it above another layer.</source>
   <translation>请把它放在其他图层上方。</translation>
  </message>
  <message>
   <source>Put it beside the file.</source>
   <translation>请将其放在文件旁边。</translation>
  </message>
  <message>
   <source>Put the folder image_encoder beside it.</source>
   <translation>请将 image_encoder 文件夹放在它旁边。</translation>
  </message>
  <message>
   <source>Put the layer below it, or merge the group.</source>
   <translation>请把图层移到它下面，或合并整个组。</translation>
  </message>
  <message>
   <source>Put {field} into the name.</source>
   <translation>请在名称中加入 {field}。</translation>
  </message>
  <message>
   <source>Puts the best of several results in front.</source>
   <translation>把多个结果中最好的排在前面。</translation>
  </message>
  <message>
   <source>Puts the best of several results in front; reads many languages.</source>
   <translation>把多个结果中最好的排在最前；能理解多种语言。</translation>
  </message>
  <message>
   <source>QOI</source>
   <translation>QOI</translation>
  </message>
  <message>
   <source>Quality</source>
   <translation>品质</translation>
  </message>
  <message>
   <source>Queue</source>
   <translation>队列</translation>
  </message>
  <message>
   <source>Quick mask</source>
   <translation>快速蒙版</translation>
  </message>
  <message>
   <source>Quick selection</source>
   <translation>快速选择</translation>
  </message>
  <message>
   <source>Quickest that is installed</source>
   <translation>已安装的最快模型</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>退出</translation>
  </message>
  <message>
   <source>RGB</source>
   <translation>RGB</translation>
  </message>
  <message>
   <source>Radial</source>
   <translation>径向</translation>
  </message>
  <message>
   <source>Radius</source>
   <translation>半径</translation>
  </message>
  <message>
   <source>Raise</source>
   <translation>上移</translation>
  </message>
  <message>
   <source>Raise the sensitivity, or paint over it with the spot tool.</source>
   <translation>请提高灵敏度，或用污点工具涂抹。</translation>
  </message>
  <message>
   <source>Range</source>
   <translation>范围</translation>
  </message>
  <message>
   <source>Ranking</source>
   <translation>排序</translation>
  </message>
  <message>
   <source>Rasterise adjustment</source>
   <translation>栅格化调整图层</translation>
  </message>
  <message>
   <source>Rasterise text</source>
   <translation>栅格化文字</translation>
  </message>
  <message>
   <source>Ratio</source>
   <translation>比例</translation>
  </message>
  <message>
   <source>Reading the sentence</source>
   <translation>正在阅读句子</translation>
  </message>
  <message>
   <source>Reads a sentence and lists the steps that it asks for.</source>
   <translation>阅读一句话，列出其中要求的步骤。</translation>
  </message>
  <message>
   <source>Reads long prompts for FLUX.1 and Stable Diffusion 3.5.</source>
   <translation>为 FLUX.1 和 Stable Diffusion 3.5 读取长提示词。</translation>
  </message>
  <message>
   <source>Reads reference pictures for the IP-Adapters.</source>
   <translation>为 IP-Adapter 读取参考图。</translation>
  </message>
  <message>
   <source>Reads sentences in the command bar that its grammar does not understand.</source>
   <translation>在命令栏中阅读其语法无法理解的句子。</translation>
  </message>
  <message>
   <source>Reads sentences in the command bar; better at long ones than Qwen2.5 1.5B.</source>
   <translation>在命令栏中阅读句子；比 Qwen2.5 1.5B 更擅长长句。</translation>
  </message>
  <message>
   <source>Reads the prompts of FLUX.1.</source>
   <translation>读取 FLUX.1 的提示词。</translation>
  </message>
  <message>
   <source>Reads the prompts of FLUX.2 Klein 9B.</source>
   <translation>为 FLUX.2 Klein 9B 读取提示词。</translation>
  </message>
  <message>
   <source>Reads the prompts of FLUX.2 dev.</source>
   <translation>为 FLUX.2 dev 读取提示词。</translation>
  </message>
  <message>
   <source>Reads the prompts of Qwen-Image, and sees the pictures that its editing models are given.</source>
   <translation>为 Qwen-Image 读取提示词，并查看交给其编辑模型的图片。</translation>
  </message>
  <message>
   <source>Reads the prompts of Stable Diffusion 3 and 3.5, beside CLIP-L.</source>
   <translation>与 CLIP-L 一起为 Stable Diffusion 3 和 3.5 读取提示词。</translation>
  </message>
  <message>
   <source>Reads the prompts of Z-Image and FLUX.2 Klein.</source>
   <translation>读取 Z-Image 和 FLUX.2 Klein 的提示词。</translation>
  </message>
  <message>
   <source>Ready</source>
   <translation>就绪</translation>
  </message>
  <message>
   <source>Ready to use.</source>
   <translation>可以使用。</translation>
  </message>
  <message>
   <source>Recent</source>
   <translation>最近</translation>
  </message>
  <message>
   <source>Recent files</source>
   <translation>最近的文件</translation>
  </message>
  <message>
   <source>Recipe</source>
   <translation>配方</translation>
  </message>
  <message>
   <source>Recipe of {name}</source>
   <translation>{name} 的配方</translation>
  </message>
  <message>
   <source>Recovered</source>
   <translation>已恢复</translation>
  </message>
  <message>
   <source>Rectangle selection</source>
   <translation>矩形选框</translation>
  </message>
  <message>
   <source>Red</source>
   <translation>红</translation>
  </message>
  <message>
   <source>Red: constant</source>
   <translation>红：常数</translation>
  </message>
  <message>
   <source>Red: of blue</source>
   <translation>红：取自蓝</translation>
  </message>
  <message>
   <source>Red: of green</source>
   <translation>红：取自绿</translation>
  </message>
  <message>
   <source>Red: of red</source>
   <translation>红：取自红</translation>
  </message>
  <message>
   <source>Redo</source>
   <translation>重做</translation>
  </message>
  <message>
   <source>Redraws the picture or the selection in another manner.</source>
   <translation>以另一种画风重绘图片或选区。</translation>
  </message>
  <message>
   <source>Reds</source>
   <translation>红色</translation>
  </message>
  <message>
   <source>Reduce noise</source>
   <translation>减少杂色</translation>
  </message>
  <message>
   <source>Reduce noise…</source>
   <translation>减少杂色…</translation>
  </message>
  <message>
   <source>Reduced (4:2:0)</source>
   <translation>降低 (4:2:0)</translation>
  </message>
  <message>
   <source>Reference picture</source>
   <translation>参考图片</translation>
  </message>
  <message>
   <source>Refine</source>
   <translation>细化</translation>
  </message>
  <message>
   <source>Refine the border of the selection: hair, fur, leaves.</source>
   <translation>细化选区边缘：头发、毛皮、树叶。</translation>
  </message>
  <message>
   <source>Refine: paint over hair, fur or leaves that the border missed. Alt does the contrary.</source>
   <translation>细化：涂抹边缘遗漏的头发、毛皮或树叶。按住 Alt 则相反。</translation>
  </message>
  <message>
   <source>Reflected</source>
   <translation>对称</translation>
  </message>
  <message>
   <source>Region {n}</source>
   <translation>区域 {n}</translation>
  </message>
  <message>
   <source>Regions</source>
   <translation>区域</translation>
  </message>
  <message>
   <source>Regions: words for the tiles that they cover</source>
   <translation>区域：用于其覆盖图块的提示词</translation>
  </message>
  <message>
   <source>Regular</source>
   <translation>常规</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>移除</translation>
  </message>
  <message>
   <source>Remove background</source>
   <translation>去除背景</translation>
  </message>
  <message>
   <source>Remove from the list</source>
   <translation>从列表中移除</translation>
  </message>
  <message>
   <source>Remove region</source>
   <translation>移除区域</translation>
  </message>
  <message>
   <source>Remove selected</source>
   <translation>移除所选</translation>
  </message>
  <message>
   <source>Remove some of them.</source>
   <translation>请移除其中一些。</translation>
  </message>
  <message>
   <source>Remove the guide, or undo.</source>
   <translation>请移除该引导，或撤销。</translation>
  </message>
  <message>
   <source>Remove the others.</source>
   <translation>请移除其余的控制图。</translation>
  </message>
  <message>
   <source>Remove the picture</source>
   <translation>移除图片</translation>
  </message>
  <message>
   <source>Remove them, or choose another model.</source>
   <translation>请移除它们，或选择其他模型。</translation>
  </message>
  <message>
   <source>Remove this guide</source>
   <translation>移除此引导</translation>
  </message>
  <message>
   <source>Remove this region</source>
   <translation>移除此区域</translation>
  </message>
  <message>
   <source>Remove {name}</source>
   <translation>移除 {name}</translation>
  </message>
  <message>
   <source>Removes backgrounds, quick on a processor too.</source>
   <translation>去除背景，在处理器上也很快。</translation>
  </message>
  <message>
   <source>Removes backgrounds, with fine edges.</source>
   <translation>去除背景，边缘精细。</translation>
  </message>
  <message>
   <source>Removes backgrounds, with hair and holes.</source>
   <translation>去除背景，可处理发丝和孔洞。</translation>
  </message>
  <message>
   <source>Removes backgrounds, with hair and holes: the best that is free for any use.</source>
   <translation>去除背景，可处理发丝和孔洞：可自由用于任何用途的最佳选择。</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>重命名</translation>
  </message>
  <message>
   <source>Rename layer</source>
   <translation>重命名图层</translation>
  </message>
  <message>
   <source>Rename layer…</source>
   <translation>重命名图层…</translation>
  </message>
  <message>
   <source>Repaint with inpaint-trained models</source>
   <translation>使用局部重绘专用模型重绘</translation>
  </message>
  <message>
   <source>Repairing thin damage</source>
   <translation>正在修复细小损伤</translation>
  </message>
  <message>
   <source>Repeat the last filter</source>
   <translation>重复上次滤镜</translation>
  </message>
  <message>
   <source>Replace background</source>
   <translation>替换背景</translation>
  </message>
  <message>
   <source>Replace files that are there</source>
   <translation>替换已有文件</translation>
  </message>
  <message>
   <source>Resampling</source>
   <translation>重新取样</translation>
  </message>
  <message>
   <source>Rescue copy every</source>
   <translation>救援副本间隔</translation>
  </message>
  <message>
   <source>Reselect</source>
   <translation>重新选择</translation>
  </message>
  <message>
   <source>Reset</source>
   <translation>重置</translation>
  </message>
  <message>
   <source>Reset the layout</source>
   <translation>重置布局</translation>
  </message>
  <message>
   <source>Resolution</source>
   <translation>分辨率</translation>
  </message>
  <message>
   <source>Resolution…</source>
   <translation>分辨率…</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>恢复</translation>
  </message>
  <message>
   <source>Restyle picture</source>
   <translation>重绘图片风格</translation>
  </message>
  <message>
   <source>Restyle selection</source>
   <translation>重绘选区风格</translation>
  </message>
  <message>
   <source>Results</source>
   <translation>结果</translation>
  </message>
  <message>
   <source>Resume</source>
   <translation>继续</translation>
  </message>
  <message>
   <source>Reveal all</source>
   <translation>显示全部</translation>
  </message>
  <message>
   <source>Reverse</source>
   <translation>反向</translation>
  </message>
  <message>
   <source>Revert</source>
   <translation>恢复</translation>
  </message>
  <message>
   <source>Right</source>
   <translation>右</translation>
  </message>
  <message>
   <source>Rotate</source>
   <translation>旋转</translation>
  </message>
  <message>
   <source>Rotate and flip</source>
   <translation>旋转与翻转</translation>
  </message>
  <message>
   <source>Rotate by 180°</source>
   <translation>旋转 180°</translation>
  </message>
  <message>
   <source>Rotate layer by 180°</source>
   <translation>图层旋转 180°</translation>
  </message>
  <message>
   <source>Rotate layer left</source>
   <translation>图层向左旋转</translation>
  </message>
  <message>
   <source>Rotate layer right</source>
   <translation>图层向右旋转</translation>
  </message>
  <message>
   <source>Rotate left</source>
   <translation>向左旋转</translation>
  </message>
  <message>
   <source>Rotate or flip</source>
   <translation>旋转或翻转</translation>
  </message>
  <message>
   <source>Rotate right</source>
   <translation>向右旋转</translation>
  </message>
  <message>
   <source>Rotate the view</source>
   <translation>旋转视图</translation>
  </message>
  <message>
   <source>Roundness</source>
   <translation>圆度</translation>
  </message>
  <message>
   <source>Rounds jags of the border away.</source>
   <translation>抹平边缘的锯齿。</translation>
  </message>
  <message>
   <source>Rub over what should be crisper. Alt blurs instead.</source>
   <translation>涂抹需要变清晰的地方。按住 Alt 则模糊。</translation>
  </message>
  <message>
   <source>Rub over what should be softer. Alt sharpens instead.</source>
   <translation>涂抹需要变柔和的地方。按住 Alt 则锐化。</translation>
  </message>
  <message>
   <source>Rulers</source>
   <translation>标尺</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>运行</translation>
  </message>
  <message>
   <source>Run again</source>
   <translation>再次运行</translation>
  </message>
  <message>
   <source>Run next</source>
   <translation>下一个运行</translation>
  </message>
  <message>
   <source>Run the rest</source>
   <translation>运行其余步骤</translation>
  </message>
  <message>
   <source>Run up to here</source>
   <translation>运行到这里</translation>
  </message>
  <message>
   <source>Runs at full speed: it wants {need} of graphics memory, and this computer has {have}.</source>
   <translation>可全速运行：需要 {need} 显存，本机有 {have}。</translation>
  </message>
  <message>
   <source>Runs on almost any computer; the widest choice of ControlNets and LoRAs.</source>
   <translation>几乎可在任何电脑上运行；ControlNet 和 LoRA 选择最多。</translation>
  </message>
  <message>
   <source>Runs on the processor, which takes minutes a picture.</source>
   <translation>在处理器上运行，每张图片需要数分钟。</translation>
  </message>
  <message>
   <source>Runs slowly: it wants {least} of graphics memory at least, this computer has {have}.</source>
   <translation>运行较慢：至少需要 {least} 显存，本机有 {have}。</translation>
  </message>
  <message>
   <source>Runs well on this computer.</source>
   <translation>在本机上运行良好。</translation>
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
   <translation>取样</translation>
  </message>
  <message>
   <source>Sample a colour first.</source>
   <translation>请先取样颜色。</translation>
  </message>
  <message>
   <source>Sample all layers</source>
   <translation>对所有图层取样</translation>
  </message>
  <message>
   <source>Sampled colours</source>
   <translation>取样颜色</translation>
  </message>
  <message>
   <source>Sampler</source>
   <translation>采样器</translation>
  </message>
  <message>
   <source>Saturate</source>
   <translation>增加饱和度</translation>
  </message>
  <message>
   <source>Saturation</source>
   <translation>饱和度</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>保存</translation>
  </message>
  <message>
   <source>Save a copy in any format.</source>
   <translation>以任意格式保存副本。</translation>
  </message>
  <message>
   <source>Save as {format}</source>
   <translation>保存为 {format}</translation>
  </message>
  <message>
   <source>Save as…</source>
   <translation>另存为…</translation>
  </message>
  <message>
   <source>Save it as .limn or TIFF.</source>
   <translation>请保存为 .limn 或 TIFF。</translation>
  </message>
  <message>
   <source>Save it as PNG or TIFF, which are written while the picture is made.</source>
   <translation>请保存为 PNG 或 TIFF，这两种格式会在生成图片的同时写入文件。</translation>
  </message>
  <message>
   <source>Save it as PNG or TIFF.</source>
   <translation>请保存为 PNG 或 TIFF。</translation>
  </message>
  <message>
   <source>Save it as RGB.</source>
   <translation>请保存为 RGB。</translation>
  </message>
  <message>
   <source>Save it with maximised compatibility.</source>
   <translation>请以最大兼容性保存。</translation>
  </message>
  <message>
   <source>Save one first.</source>
   <translation>请先存储一个。</translation>
  </message>
  <message>
   <source>Save selection</source>
   <translation>存储选区</translation>
  </message>
  <message>
   <source>Save selection…</source>
   <translation>存储选区…</translation>
  </message>
  <message>
   <source>Save the changes to {name}?</source>
   <translation>是否保存对 {name} 的更改？</translation>
  </message>
  <message>
   <source>Save this variant</source>
   <translation>保存此变体</translation>
  </message>
  <message>
   <source>Save what you want to keep.</source>
   <translation>请保存要保留的内容。</translation>
  </message>
  <message>
   <source>Save your work soon.</source>
   <translation>请尽快保存您的工作。</translation>
  </message>
  <message>
   <source>Say how many pixels, or which ratio.</source>
   <translation>请说明多少像素，或什么比例。</translation>
  </message>
  <message>
   <source>Say it in other words, or add --anyway to do the rest: {steps}.</source>
   <translation>请换一种说法，或加上 --anyway 执行其余步骤：{steps}。</translation>
  </message>
  <message>
   <source>Say it in other words.</source>
   <translation>请换一种说法。</translation>
  </message>
  <message>
   <source>Say what is to be done.</source>
   <translation>请说明要做什么。</translation>
  </message>
  <message>
   <source>Say what to do</source>
   <translation>说出要做什么</translation>
  </message>
  <message>
   <source>Say what to do, for example: {example}</source>
   <translation>说出要做什么，例如：{example}</translation>
  </message>
  <message>
   <source>Say what to do…</source>
   <translation>说出要做什么…</translation>
  </message>
  <message>
   <source>Scale</source>
   <translation>缩放</translation>
  </message>
  <message>
   <source>Scale it less.</source>
   <translation>请缩小缩放比例。</translation>
  </message>
  <message>
   <source>Screen</source>
   <translation>滤色</translation>
  </message>
  <message>
   <source>Scribble</source>
   <translation>涂鸦</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>搜索</translation>
  </message>
  <message>
   <source>Search radius</source>
   <translation>搜索半径</translation>
  </message>
  <message>
   <source>Seconds</source>
   <translation>秒</translation>
  </message>
  <message>
   <source>See what there is</source>
   <translation>查看可获取的模型</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>种子</translation>
  </message>
  <message>
   <source>Seed {seed}</source>
   <translation>种子 {seed}</translation>
  </message>
  <message>
   <source>Segmentation</source>
   <translation>分割</translation>
  </message>
  <message>
   <source>Select</source>
   <translation>选择</translation>
  </message>
  <message>
   <source>Select a part of the picture first.</source>
   <translation>请先选择图片的一部分。</translation>
  </message>
  <message>
   <source>Select all</source>
   <translation>全选</translation>
  </message>
  <message>
   <source>Select and mask</source>
   <translation>选择并遮住</translation>
  </message>
  <message>
   <source>Select and mask…</source>
   <translation>选择并遮住…</translation>
  </message>
  <message>
   <source>Select by colour</source>
   <translation>按颜色选择</translation>
  </message>
  <message>
   <source>Select by sampled colours, or by tones.</source>
   <translation>按取样的颜色或色调选择。</translation>
  </message>
  <message>
   <source>Select by words</source>
   <translation>用文字选择</translation>
  </message>
  <message>
   <source>Select by words…</source>
   <translation>用文字选择…</translation>
  </message>
  <message>
   <source>Select half</source>
   <translation>选取半边</translation>
  </message>
  <message>
   <source>Select object</source>
   <translation>选择对象</translation>
  </message>
  <message>
   <source>Select region</source>
   <translation>选择区域</translation>
  </message>
  <message>
   <source>Select subject</source>
   <translation>选择主体</translation>
  </message>
  <message>
   <source>Select the part of the picture to change.</source>
   <translation>请选择要更改的部分。</translation>
  </message>
  <message>
   <source>Select the part that is to guide.</source>
   <translation>请选择用作引导的部分。</translation>
  </message>
  <message>
   <source>Select the part to change first.</source>
   <translation>请先选择要更改的部分。</translation>
  </message>
  <message>
   <source>Selecting and depth</source>
   <translation>选择与深度</translation>
  </message>
  <message>
   <source>Selection</source>
   <translation>选区</translation>
  </message>
  <message>
   <source>Selection bounds</source>
   <translation>选区边界</translation>
  </message>
  <message>
   <source>Selection {n}</source>
   <translation>选区 {n}</translation>
  </message>
  <message>
   <source>Selection, at full strength</source>
   <translation>选区，全强度</translation>
  </message>
  <message>
   <source>Selects every object that words name, and objects by click.</source>
   <translation>选择文字所指的所有对象，也可通过点击选择对象。</translation>
  </message>
  <message>
   <source>Selects objects by click, faster and sharper than the first SAM.</source>
   <translation>点击选择对象，比第一代 SAM 更快、更精细。</translation>
  </message>
  <message>
   <source>Selects objects by click, quick on a processor.</source>
   <translation>通过点击选择对象，在处理器上也很快。</translation>
  </message>
  <message>
   <source>Selects objects by click, with the finest edges.</source>
   <translation>通过点击选择对象，边缘最精细。</translation>
  </message>
  <message>
   <source>Selects scratches, dust and hairs of an old photo. Look at the selection, then fill it with Inpaint.</source>
   <translation>选中老照片上的划痕、灰尘和毛发。检查选区后，用“局部重绘”填充。</translation>
  </message>
  <message>
   <source>Selects the object that points or a box show.</source>
   <translation>选择由点或框指明的对象。</translation>
  </message>
  <message>
   <source>Selects the object under a click or inside a box.</source>
   <translation>选择点击处或框内的对象。</translation>
  </message>
  <message>
   <source>Selects what is sharp.</source>
   <translation>选择清晰的部分。</translation>
  </message>
  <message>
   <source>Selects what words name. Needs a model that reads words, such as SAM 3 or CLIPSeg.</source>
   <translation>选择文字所指的内容。需要能理解文字的模型，例如 SAM 3 或 CLIPSeg。</translation>
  </message>
  <message>
   <source>Selects what words name: the sky, a dog.</source>
   <translation>选择文字所指的内容：天空、狗。</translation>
  </message>
  <message>
   <source>Semibold</source>
   <translation>半粗</translation>
  </message>
  <message>
   <source>Sensitivity</source>
   <translation>灵敏度</translation>
  </message>
  <message>
   <source>Sentence</source>
   <translation>句子</translation>
  </message>
  <message>
   <source>Set the panel as a picture was made: prompt, settings, seed.</source>
   <translation>按图片的生成方式设置面板：提示词、参数、种子。</translation>
  </message>
  <message>
   <source>Sets the darkest and the lightest tone and the brightness between.</source>
   <translation>设置最暗和最亮的色调以及中间的亮度。</translation>
  </message>
  <message>
   <source>Setting dots</source>
   <translation>正在点色</translation>
  </message>
  <message>
   <source>Shadows</source>
   <translation>阴影</translation>
  </message>
  <message>
   <source>Shadows and highlights</source>
   <translation>阴影和高光</translation>
  </message>
  <message>
   <source>Shadows and highlights…</source>
   <translation>阴影和高光…</translation>
  </message>
  <message>
   <source>Shadows: cyan to red</source>
   <translation>阴影：青到红</translation>
  </message>
  <message>
   <source>Shadows: magenta to green</source>
   <translation>阴影：洋红到绿</translation>
  </message>
  <message>
   <source>Shadows: yellow to blue</source>
   <translation>阴影：黄到蓝</translation>
  </message>
  <message>
   <source>Shape</source>
   <translation>形状</translation>
  </message>
  <message>
   <source>Sharpen</source>
   <translation>锐化</translation>
  </message>
  <message>
   <source>Shift edge</source>
   <translation>移动边缘</translation>
  </message>
  <message>
   <source>Shortcut</source>
   <translation>快捷键</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>显示</translation>
  </message>
  <message>
   <source>Show a layer that has a picture.</source>
   <translation>请显示一个有图片的图层。</translation>
  </message>
  <message>
   <source>Show it in the layers panel.</source>
   <translation>请在图层面板中显示它。</translation>
  </message>
  <message>
   <source>Show layer</source>
   <translation>显示图层</translation>
  </message>
  <message>
   <source>Show only this layer</source>
   <translation>仅显示此图层</translation>
  </message>
  <message>
   <source>Show or hide</source>
   <translation>显示或隐藏</translation>
  </message>
  <message>
   <source>Show or hide the queue</source>
   <translation>显示或隐藏队列</translation>
  </message>
  <message>
   <source>Show or hide. Alt shows only this layer.</source>
   <translation>显示或隐藏。按住 Alt 仅显示此图层。</translation>
  </message>
  <message>
   <source>Show original</source>
   <translation>显示原选区</translation>
  </message>
  <message>
   <source>Show the group in the layers panel.</source>
   <translation>请在图层面板中显示该组。</translation>
  </message>
  <message>
   <source>Show what changed</source>
   <translation>显示改动</translation>
  </message>
  <message>
   <source>Show what the model sees</source>
   <translation>显示模型所见</translation>
  </message>
  <message>
   <source>Shrink selection</source>
   <translation>收缩选区</translation>
  </message>
  <message>
   <source>Shrink…</source>
   <translation>收缩…</translation>
  </message>
  <message>
   <source>Similar</source>
   <translation>选取相似</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>大小</translation>
  </message>
  <message>
   <source>Skin tones</source>
   <translation>肤色</translation>
  </message>
  <message>
   <source>Skips parts of a step that hardly change. FLUX, Qwen-Image and other transformers.</source>
   <translation>跳过每一步中几乎不变的部分。适用于 FLUX、Qwen-Image 等 Transformer 模型。</translation>
  </message>
  <message>
   <source>Slow here</source>
   <translation>本机较慢</translation>
  </message>
  <message>
   <source>Small and quick: a good preview of larger pictures.</source>
   <translation>小而快：适合预览放大效果。</translation>
  </message>
  <message>
   <source>Smaller brush</source>
   <translation>减小画笔</translation>
  </message>
  <message>
   <source>Smaller files take longer to write.</source>
   <translation>文件越小，写入时间越长。</translation>
  </message>
  <message>
   <source>Smallest file</source>
   <translation>最小文件</translation>
  </message>
  <message>
   <source>Smart radius</source>
   <translation>智能半径</translation>
  </message>
  <message>
   <source>Smart select</source>
   <translation>智能选择</translation>
  </message>
  <message>
   <source>Smooth</source>
   <translation>平滑</translation>
  </message>
  <message>
   <source>Smooth selection</source>
   <translation>平滑选区</translation>
  </message>
  <message>
   <source>Smooth…</source>
   <translation>平滑…</translation>
  </message>
  <message>
   <source>Smudge</source>
   <translation>涂抹</translation>
  </message>
  <message>
   <source>Soft edge</source>
   <translation>柔和边缘</translation>
  </message>
  <message>
   <source>Soft edges</source>
   <translation>柔和边缘</translation>
  </message>
  <message>
   <source>Soft light</source>
   <translation>柔光</translation>
  </message>
  <message>
   <source>Softness</source>
   <translation>柔和度</translation>
  </message>
  <message>
   <source>Something went wrong. Your document is unchanged.</source>
   <translation>出现问题。您的文档没有改变。</translation>
  </message>
  <message>
   <source>Source set: now paint where the copy should go.</source>
   <translation>已设置取样源：现在在要放置副本的位置绘画。</translation>
  </message>
  <message>
   <source>Spacing</source>
   <translation>间距</translation>
  </message>
  <message>
   <source>Speed</source>
   <translation>速度</translation>
  </message>
  <message>
   <source>Sponge</source>
   <translation>海绵</translation>
  </message>
  <message>
   <source>Spot healing</source>
   <translation>污点修复</translation>
  </message>
  <message>
   <source>Spot healing brush</source>
   <translation>污点修复画笔</translation>
  </message>
  <message>
   <source>Square post</source>
   <translation>方形帖子</translation>
  </message>
  <message>
   <source>Square, 1024</source>
   <translation>方形 1024</translation>
  </message>
  <message>
   <source>Square, 512</source>
   <translation>方形 512</translation>
  </message>
  <message>
   <source>Stabiliser</source>
   <translation>平滑绳长</translation>
  </message>
  <message>
   <source>Stamp</source>
   <translation>盖印</translation>
  </message>
  <message>
   <source>Stamp visible</source>
   <translation>盖印可见图层</translation>
  </message>
  <message>
   <source>Start from</source>
   <translation>起点</translation>
  </message>
  <message>
   <source>Starting</source>
   <translation>正在启动</translation>
  </message>
  <message>
   <source>Starting the model libraries</source>
   <translation>正在启动模型库</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>步数</translation>
  </message>
  <message>
   <source>Steps in order, “a bit” or “a lot”, the background, the sky, what not to change:</source>
   <translation>可按顺序说多个步骤、“一点”或“很多”、背景、天空、不要改变什么：</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停止</translation>
  </message>
  <message>
   <source>Stop all jobs</source>
   <translation>停止所有任务</translation>
  </message>
  <message>
   <source>Stop the running job</source>
   <translation>停止当前任务</translation>
  </message>
  <message>
   <source>Story</source>
   <translation>竖屏故事</translation>
  </message>
  <message>
   <source>Strength</source>
   <translation>强度</translation>
  </message>
  <message>
   <source>Strength of a region</source>
   <translation>区域强度</translation>
  </message>
  <message>
   <source>Stretches each colour from black to white.</source>
   <translation>将每种颜色从黑拉伸到白。</translation>
  </message>
  <message>
   <source>Style in words</source>
   <translation>用文字描述风格</translation>
  </message>
  <message>
   <source>Style network</source>
   <translation>风格网络</translation>
  </message>
  <message>
   <source>Style transfer</source>
   <translation>风格迁移</translation>
  </message>
  <message>
   <source>Style transfer…</source>
   <translation>风格迁移…</translation>
  </message>
  <message>
   <source>Subtract</source>
   <translation>减去</translation>
  </message>
  <message>
   <source>Subtract from selection</source>
   <translation>从选区减去</translation>
  </message>
  <message>
   <source>Such files can run programs. Use a .safetensors file from a source you trust.</source>
   <translation>这类文件可能会运行程序。请使用可信来源的 .safetensors 文件。</translation>
  </message>
  <message>
   <source>Swap foreground and background</source>
   <translation>交换前景色和背景色</translation>
  </message>
  <message>
   <source>Swap the colours  (X)</source>
   <translation>交换颜色  (X)</translation>
  </message>
  <message>
   <source>Swatches</source>
   <translation>色板</translation>
  </message>
  <message>
   <source>Switch mask</source>
   <translation>切换蒙版</translation>
  </message>
  <message>
   <source>Switch mask on or off</source>
   <translation>启用或停用蒙版</translation>
  </message>
  <message>
   <source>Switch this guide on or off</source>
   <translation>打开或关闭此引导</translation>
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
   <translation>查找表</translation>
  </message>
  <message>
   <source>Tables</source>
   <translation>查找表</translation>
  </message>
  <message>
   <source>Take from</source>
   <translation>取样自</translation>
  </message>
  <message>
   <source>Take out</source>
   <translation>移除</translation>
  </message>
  <message>
   <source>Take the topmost layer under the pointer.</source>
   <translation>取指针下最上面的图层。</translation>
  </message>
  <message>
   <source>Take {name} out of the prompt.</source>
   <translation>请从提示词中去掉 {name}。</translation>
  </message>
  <message>
   <source>Takes colours and texture from this picture instead of the preset.</source>
   <translation>用此图片的颜色和纹理代替预设。</translation>
  </message>
  <message>
   <source>Takes in what is alike and touches the selection.</source>
   <translation>将与选区相邻且相似的内容纳入。</translation>
  </message>
  <message>
   <source>Takes in what is alike anywhere in the picture.</source>
   <translation>将画面中任何位置的相似内容纳入。</translation>
  </message>
  <message>
   <source>Takes only light and dark from the style.</source>
   <translation>仅采用风格的明暗。</translation>
  </message>
  <message>
   <source>Takes subject and style from a reference picture.</source>
   <translation>从参考图获取主体和风格。</translation>
  </message>
  <message>
   <source>Takes the selected thing out of the picture and continues what is behind it.</source>
   <translation>移除所选物体，并补全其后的内容。</translation>
  </message>
  <message>
   <source>Targa</source>
   <translation>Targa</translation>
  </message>
  <message>
   <source>Temperature</source>
   <translation>色温</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>文字</translation>
  </message>
  <message>
   <source>Text encoder</source>
   <translation>文本编码器</translation>
  </message>
  <message>
   <source>The ControlNet {file} could not be loaded: {cause}</source>
   <translation>无法加载 ControlNet {file}：{cause}</translation>
  </message>
  <message>
   <source>The ControlNet {file} needs its config.json.</source>
   <translation>ControlNet {file} 需要它的 config.json。</translation>
  </message>
  <message>
   <source>The IP-Adapter {file} could not be loaded: {cause}</source>
   <translation>无法加载 IP-Adapter {file}：{cause}</translation>
  </message>
  <message>
   <source>The IP-Adapter {file} is for another model.</source>
   <translation>IP-Adapter {file} 适用于其他模型。</translation>
  </message>
  <message>
   <source>The IP-Adapter {file} needs its image encoder.</source>
   <translation>IP-Adapter {file} 需要它的图像编码器。</translation>
  </message>
  <message>
   <source>The LoRA {file} is not there any more.</source>
   <translation>LoRA {file} 已不存在。</translation>
  </message>
  <message>
   <source>The area to take from is {mw} x {mh} pixels, the picture {w} x {h}.</source>
   <translation>取样区域为 {mw} x {mh} 像素，图片为 {w} x {h}。</translation>
  </message>
  <message>
   <source>The base of thousands of styles and LoRAs; large, well composed pictures.</source>
   <translation>数千种风格和 LoRA 的基础；大尺寸、构图良好的图片。</translation>
  </message>
  <message>
   <source>The best at filling selections and extending pictures.</source>
   <translation>最擅长填充选区和扩展图片。</translation>
  </message>
  <message>
   <source>The canvas grows by nothing, so there is nothing to make.</source>
   <translation>画布没有扩大，因此没有可生成的内容。</translation>
  </message>
  <message>
   <source>The chosen layer is no adjustment layer.</source>
   <translation>所选图层不是调整图层。</translation>
  </message>
  <message>
   <source>The chosen layer is no group.</source>
   <translation>所选图层不是图层组。</translation>
  </message>
  <message>
   <source>The clone stamp has no source yet.</source>
   <translation>仿制图章还没有取样源。</translation>
  </message>
  <message>
   <source>The control LoRA {file} does not fit this model.</source>
   <translation>控制 LoRA {file} 与该模型不匹配。</translation>
  </message>
  <message>
   <source>The demo waited too long.</source>
   <translation>演示等待时间过长。</translation>
  </message>
  <message>
   <source>The distance to the source stays the same from stroke to stroke.</source>
   <translation>每一笔与取样源的距离保持相同。</translation>
  </message>
  <message>
   <source>The download failed: {reason}.</source>
   <translation>下载失败：{reason}。</translation>
  </message>
  <message>
   <source>The download of {file} was interrupted: {reason}.</source>
   <translation>{file} 的下载中断：{reason}。</translation>
  </message>
  <message>
   <source>The embedding {file} does not fit this model.</source>
   <translation>嵌入 {file} 不适用于此模型。</translation>
  </message>
  <message>
   <source>The engine holds no model; there was nothing to free.</source>
   <translation>引擎没有加载模型，无需释放。</translation>
  </message>
  <message>
   <source>The enlarged picture would have {mega} megapixels, which is too much.</source>
   <translation>放大后的图片将有 {mega} 百万像素，太大了。</translation>
  </message>
  <message>
   <source>The file holds colours of a kind that is not supported.</source>
   <translation>文件包含不支持的颜色类型。</translation>
  </message>
  <message>
   <source>The file holds no merged picture.</source>
   <translation>文件不包含合并后的图片。</translation>
  </message>
  <message>
   <source>The file holds no table of colours.</source>
   <translation>该文件不含颜色查找表。</translation>
  </message>
  <message>
   <source>The file is compressed in a way that is not supported.</source>
   <translation>文件使用了不支持的压缩方式。</translation>
  </message>
  <message>
   <source>The file is cut off.</source>
   <translation>文件不完整。</translation>
  </message>
  <message>
   <source>The file is damaged: a checksum is wrong.</source>
   <translation>文件已损坏：校验和错误。</translation>
  </message>
  <message>
   <source>The file is not a Limner document.</source>
   <translation>该文件不是 Limner 文档。</translation>
  </message>
  <message>
   <source>The file is of an unusual kind: {depth} bit.</source>
   <translation>文件类型不常见：{depth} 位。</translation>
  </message>
  <message>
   <source>The file was written by a newer version of Limner.</source>
   <translation>该文件由更新版本的 Limner 写入。</translation>
  </message>
  <message>
   <source>The fill copies from inside the frame</source>
   <translation>填充内容取自框内</translation>
  </message>
  <message>
   <source>The first picture of each model takes about a minute longer.</source>
   <translation>每个模型的第一张图片大约多花一分钟。</translation>
  </message>
  <message>
   <source>The first that can; without one the built-in method.</source>
   <translation>使用第一个可用的模型；没有时使用内置方法。</translation>
  </message>
  <message>
   <source>The folder {file} holds no model.</source>
   <translation>文件夹 {file} 中没有模型。</translation>
  </message>
  <message>
   <source>The folder {name} cannot be made: {reason}.</source>
   <translation>无法创建文件夹 {name}：{reason}。</translation>
  </message>
  <message>
   <source>The folder {name} does not exist.</source>
   <translation>文件夹 {name} 不存在。</translation>
  </message>
  <message>
   <source>The folder {name} holds no pictures.</source>
   <translation>文件夹 {name} 中没有图片。</translation>
  </message>
  <message>
   <source>The folder {name} is not a whole path.</source>
   <translation>文件夹 {name} 不是完整路径。</translation>
  </message>
  <message>
   <source>The group of this layer is hidden.</source>
   <translation>此图层所在的组已隐藏。</translation>
  </message>
  <message>
   <source>The group of this layer is locked.</source>
   <translation>此图层所在的组已锁定。</translation>
  </message>
  <message>
   <source>The guide “{name}” has no model.</source>
   <translation>引导“{name}”没有模型。</translation>
  </message>
  <message>
   <source>The guide “{name}” is empty here.</source>
   <translation>引导“{name}”在此处为空。</translation>
  </message>
  <message>
   <source>The healing brush has no source yet.</source>
   <translation>修复画笔尚未设定来源。</translation>
  </message>
  <message>
   <source>The language changes when Limner is started again.</source>
   <translation>重新启动 Limner 后语言才会更改。</translation>
  </message>
  <message>
   <source>The language model gave no list of steps.</source>
   <translation>语言模型没有给出步骤列表。</translation>
  </message>
  <message>
   <source>The language model reads the sentence…</source>
   <translation>语言模型正在阅读句子…</translation>
  </message>
  <message>
   <source>The largest of its makers' models: pictures and edits with several reference pictures. Wants a very large graphics card.</source>
   <translation>该团队最大的模型：可用多张参考图生成和编辑图片。需要超大显存显卡。</translation>
  </message>
  <message>
   <source>The layer has no mask.</source>
   <translation>该图层没有蒙版。</translation>
  </message>
  <message>
   <source>The layer is empty, so nothing can be selected from it.</source>
   <translation>该图层为空，无法从中选择。</translation>
  </message>
  <message>
   <source>The layer is empty.</source>
   <translation>图层为空。</translation>
  </message>
  <message>
   <source>The layer is gone, so it got no mask.</source>
   <translation>图层已不存在，因此没有添加蒙版。</translation>
  </message>
  <message>
   <source>The layer is hidden.</source>
   <translation>该图层已隐藏。</translation>
  </message>
  <message>
   <source>The layer is locked.</source>
   <translation>该图层已锁定。</translation>
  </message>
  <message>
   <source>The layer of the guide “{name}” is gone.</source>
   <translation>引导“{name}”的图层已不存在。</translation>
  </message>
  <message>
   <source>The layer {name} already has a mask.</source>
   <translation>图层 {name} 已有蒙版。</translation>
  </message>
  <message>
   <source>The layer {name} is empty.</source>
   <translation>图层 {name} 为空。</translation>
  </message>
  <message>
   <source>The layer {name} is locked.</source>
   <translation>图层 {name} 已锁定。</translation>
  </message>
  <message>
   <source>The left and the right edge meet without a seam.</source>
   <translation>左右边缘无缝衔接。</translation>
  </message>
  <message>
   <source>The map becomes a layer of it.</source>
   <translation>控制图会成为它的一个图层。</translation>
  </message>
  <message>
   <source>The map could not be drawn.</source>
   <translation>无法绘制控制图。</translation>
  </message>
  <message>
   <source>The mask is black everywhere, so nothing may change.</source>
   <translation>蒙版全黑，因此不能更改任何内容。</translation>
  </message>
  <message>
   <source>The mask is {mw} x {mh} pixels, the picture {w} x {h}.</source>
   <translation>蒙版为 {mw} x {mh} 像素，图片为 {w} x {h}。</translation>
  </message>
  <message>
   <source>The masks are of different sizes.</source>
   <translation>各蒙版的尺寸不一致。</translation>
  </message>
  <message>
   <source>The mean of eight passes over the picture, turned and mirrored: slightly better, eight times as long.</source>
   <translation>对图片旋转、镜像后处理八遍并取平均：略好一些，耗时为八倍。</translation>
  </message>
  <message>
   <source>The middle of the box.</source>
   <translation>变换框的中心。</translation>
  </message>
  <message>
   <source>The model gave a picture of one colour only.</source>
   <translation>模型给出的图片只有一种颜色。</translation>
  </message>
  <message>
   <source>The model gave values that are no colours.</source>
   <translation>模型给出的值不是颜色。</translation>
  </message>
  <message>
   <source>The model may not be used for business without a licence from Black Forest Labs; read what it says about pictures.</source>
   <translation>未经 Black Forest Labs 许可，不得将此模型用于商业用途；关于图片的规定请阅读许可证。</translation>
  </message>
  <message>
   <source>The model {file} could not be loaded: {cause}</source>
   <translation>无法加载模型 {file}：{cause}</translation>
  </message>
  <message>
   <source>The model {file} is not there any more.</source>
   <translation>模型 {file} 已不存在。</translation>
  </message>
  <message>
   <source>The model {name} is not installed.</source>
   <translation>未安装模型 {name}。</translation>
  </message>
  <message>
   <source>The model's version of this stroke</source>
   <translation>模型生成的版本</translation>
  </message>
  <message>
   <source>The most faithful four times enlargement of clean pictures; slow without a graphics card.</source>
   <translation>对清晰图片最忠实的四倍放大；没有显卡时较慢。</translation>
  </message>
  <message>
   <source>The name {name} cannot be used.</source>
   <translation>不能使用名称 {name}。</translation>
  </message>
  <message>
   <source>The network gave values that are no colours.</source>
   <translation>网络给出的值不是颜色。</translation>
  </message>
  <message>
   <source>The oldest undo steps are dropped beyond this.</source>
   <translation>超出后将丢弃最早的撤消步骤。</translation>
  </message>
  <message>
   <source>The page does not state a licence clearly. Read it before you use the model for business.</source>
   <translation>页面未明确说明许可证。商业使用前请先阅读。</translation>
  </message>
  <message>
   <source>The part to keep lies outside the picture.</source>
   <translation>要保留的部分在图片之外。</translation>
  </message>
  <message>
   <source>The picture can be made 16 times as wide at most: {most} pixels.</source>
   <translation>图片最多可放大到 16 倍宽：{most} 像素。</translation>
  </message>
  <message>
   <source>The picture does not say how it was made.</source>
   <translation>该图片没有记录生成方式。</translation>
  </message>
  <message>
   <source>The picture in the file is damaged.</source>
   <translation>文件中的图片已损坏。</translation>
  </message>
  <message>
   <source>The picture is empty.</source>
   <translation>图片为空。</translation>
  </message>
  <message>
   <source>The picture is too large for BMP.</source>
   <translation>图片太大，无法存为 BMP。</translation>
  </message>
  <message>
   <source>The picture is too large.</source>
   <translation>图片太大。</translation>
  </message>
  <message>
   <source>The picture is too large: {width} x {height} pixels.</source>
   <translation>图片太大：{width} x {height} 像素。</translation>
  </message>
  <message>
   <source>The picture is {width} pixels wide already.</source>
   <translation>图片宽度已经是 {width} 像素。</translation>
  </message>
  <message>
   <source>The picture on the clipboard cannot be read.</source>
   <translation>无法读取剪贴板上的图片。</translation>
  </message>
  <message>
   <source>The picture was never saved.</source>
   <translation>图片从未保存过。</translation>
  </message>
  <message>
   <source>The picture would be {width} x {height} pixels, which is too much.</source>
   <translation>图片会有 {width} x {height} 像素，太大了。</translation>
  </message>
  <message>
   <source>The picture {name} itself would be written over.</source>
   <translation>图片 {name} 本身会被覆盖。</translation>
  </message>
  <message>
   <source>The points that Warp bends by.</source>
   <translation>变形所用的控制点。</translation>
  </message>
  <message>
   <source>The probe refused {what}.</source>
   <translation>探针拒绝了 {what}。</translation>
  </message>
  <message>
   <source>The result could not be laid over the picture: look whether things moved.</source>
   <translation>结果无法与原图对齐：请检查内容是否有移动。</translation>
  </message>
  <message>
   <source>The result would be too large.</source>
   <translation>结果会太大。</translation>
  </message>
  <message>
   <source>The same for large pictures, seen at 2048 px; slow without a graphics card.</source>
   <translation>同上，适合大图，以 2048 像素观察；没有显卡时较慢。</translation>
  </message>
  <message>
   <source>The same for many pictures, one after the other.</source>
   <translation>对多张图片依次执行相同操作。</translation>
  </message>
  <message>
   <source>The same in less memory, for graphics cards without 8-bit numbers.</source>
   <translation>占用更少内存的同一模型，适用于不支持 8 位数值的显卡。</translation>
  </message>
  <message>
   <source>The same weights lie in {file}.</source>
   <translation>相同的权重位于 {file}。</translation>
  </message>
  <message>
   <source>The same with finer edges.</source>
   <translation>同上，边缘更精细。</translation>
  </message>
  <message>
   <source>The saved picture at its own size. Drag to see another part.</source>
   <translation>按原始大小显示保存后的图片。拖动可查看其他部分。</translation>
  </message>
  <message>
   <source>The selected part of the layer is empty.</source>
   <translation>图层的所选部分为空。</translation>
  </message>
  <message>
   <source>The selection as it was (P).</source>
   <translation>原来的选区（P）。</translation>
  </message>
  <message>
   <source>The selection is empty.</source>
   <translation>选区为空。</translation>
  </message>
  <message>
   <source>The server answered with a web page in place of {file}.</source>
   <translation>服务器返回的是网页而不是 {file}。</translation>
  </message>
  <message>
   <source>The server does not give {file} to everybody.</source>
   <translation>服务器不向所有人提供 {file}。</translation>
  </message>
  <message>
   <source>The server of {file} could not be trusted: {reason}.</source>
   <translation>无法信任提供 {file} 的服务器：{reason}。</translation>
  </message>
  <message>
   <source>The server refused {file}: {reason}.</source>
   <translation>服务器拒绝提供 {file}：{reason}。</translation>
  </message>
  <message>
   <source>The size of the detail that becomes crisper.</source>
   <translation>变清晰的细节的大小。</translation>
  </message>
  <message>
   <source>The text encoder {name}.</source>
   <translation>文本编码器 {name}。</translation>
  </message>
  <message>
   <source>The text is too large to draw.</source>
   <translation>文字太大，无法绘制。</translation>
  </message>
  <message>
   <source>The tones that change most.</source>
   <translation>变化最大的色调。</translation>
  </message>
  <message>
   <source>The whole picture was compared: outside the selection nothing differs. Seam {score}: 0 is invisible, above 1 may be seen. Joined by: {blend}.</source>
   <translation>已逐像素比较整幅画面：选区之外没有任何差异。接缝 {score}：0 为不可见，大于 1 可能可见。衔接方式：{blend}。</translation>
  </message>
  <message>
   <source>The words of {kind} are not bundled.</source>
   <translation>程序中未附带 {kind} 的词表。</translation>
  </message>
  <message>
   <source>Theme</source>
   <translation>主题</translation>
  </message>
  <message>
   <source>There are no recent files.</source>
   <translation>没有最近使用的文件。</translation>
  </message>
  <message>
   <source>There are no steps to choose from.</source>
   <translation>没有可选的步骤。</translation>
  </message>
  <message>
   <source>There are no steps.</source>
   <translation>没有步骤。</translation>
  </message>
  <message>
   <source>There are no words to look for.</source>
   <translation>没有要查找的文字。</translation>
  </message>
  <message>
   <source>There are no words to make a picture from.</source>
   <translation>没有用于生成图片的文字。</translation>
  </message>
  <message>
   <source>There are no words to write.</source>
   <translation>没有要写的文字。</translation>
  </message>
  <message>
   <source>There is no file to go back to.</source>
   <translation>没有可恢复的文件。</translation>
  </message>
  <message>
   <source>There is no filter called {name}.</source>
   <translation>没有名为 {name} 的滤镜。</translation>
  </message>
  <message>
   <source>There is no instruction.</source>
   <translation>没有指令。</translation>
  </message>
  <message>
   <source>There is no layer below this one in its group.</source>
   <translation>在其组中，此图层下方没有图层。</translation>
  </message>
  <message>
   <source>There is no model that can do this.</source>
   <translation>没有可执行此操作的模型。</translation>
  </message>
  <message>
   <source>There is no model that could fill the new area.</source>
   <translation>没有可用于填充新区域的模型。</translation>
  </message>
  <message>
   <source>There is no model that reads words.</source>
   <translation>没有能理解文字的模型。</translation>
  </message>
  <message>
   <source>There is no operation called {name}.</source>
   <translation>没有名为 {name} 的操作。</translation>
  </message>
  <message>
   <source>There is no picture on the clipboard.</source>
   <translation>剪贴板上没有图片。</translation>
  </message>
  <message>
   <source>There is no picture to work on.</source>
   <translation>没有可处理的图片。</translation>
  </message>
  <message>
   <source>There is no room on the disk to convert {file}: {size} GB are needed.</source>
   <translation>磁盘空间不足，无法转换 {file}：需要 {size} GB。</translation>
  </message>
  <message>
   <source>There is no saved selection.</source>
   <translation>没有已存储的选区。</translation>
  </message>
  <message>
   <source>There is no sentence.</source>
   <translation>没有句子。</translation>
  </message>
  <message>
   <source>There is no side to extend.</source>
   <translation>没有需要扩展的一侧。</translation>
  </message>
  <message>
   <source>There is no step called {name}.</source>
   <translation>没有名为 {name} 的步骤。</translation>
  </message>
  <message>
   <source>There is no style {preset}.</source>
   <translation>没有风格 {preset}。</translation>
  </message>
  <message>
   <source>There is not enough memory for this.</source>
   <translation>内存不足。</translation>
  </message>
  <message>
   <source>There is nothing around the selection to fill it from.</source>
   <translation>选区周围没有可用于填充的内容。</translation>
  </message>
  <message>
   <source>There is nothing but one colour, so nothing is left after trimming.</source>
   <translation>只有一种颜色，裁切后将不剩任何内容。</translation>
  </message>
  <message>
   <source>There is nothing in the area to take from.</source>
   <translation>取样区域中没有可用的内容。</translation>
  </message>
  <message>
   <source>There is nothing inside the crop.</source>
   <translation>裁剪框内没有内容。</translation>
  </message>
  <message>
   <source>There is nothing to copy.</source>
   <translation>没有可拷贝的内容。</translation>
  </message>
  <message>
   <source>There is nothing to redo.</source>
   <translation>没有可重做的操作。</translation>
  </message>
  <message>
   <source>There is nothing to undo.</source>
   <translation>没有可撤销的操作。</translation>
  </message>
  <message>
   <source>There is nothing under the layer to match it to.</source>
   <translation>图层下方没有可匹配的内容。</translation>
  </message>
  <message>
   <source>There is nothing visible to work on.</source>
   <translation>没有可见的内容可处理。</translation>
  </message>
  <message>
   <source>These are not the parameters of {name}.</source>
   <translation>这些不是 {name} 的参数。</translation>
  </message>
  <message>
   <source>This ControlNet Union does not read maps of the kind {kind}.</source>
   <translation>此 ControlNet Union 不能读取 {kind} 类控制图。</translation>
  </message>
  <message>
   <source>This is no list of steps.</source>
   <translation>这不是步骤列表。</translation>
  </message>
  <message>
   <source>This language model cannot be used: its words are not beside it.</source>
   <translation>无法使用此语言模型：旁边没有它的词表。</translation>
  </message>
  <message>
   <source>This layer has no pixels of its own.</source>
   <translation>此图层本身没有像素。</translation>
  </message>
  <message>
   <source>This layer holds no text.</source>
   <translation>此图层没有文字。</translation>
  </message>
  <message>
   <source>This model cannot be guided by control maps.</source>
   <translation>此模型不能由控制图引导。</translation>
  </message>
  <message>
   <source>This model does not follow instructions.</source>
   <translation>此模型不能按指令编辑。</translation>
  </message>
  <message>
   <source>This model does not make pictures from words alone.</source>
   <translation>此模型不能仅凭文字生成图片。</translation>
  </message>
  <message>
   <source>This model does not weigh words: (word:1.3) counts as word.</source>
   <translation>此模型不为词语加权：(词:1.3) 等同于词。</translation>
  </message>
  <message>
   <source>This model draws after a control map, and there is none.</source>
   <translation>这个模型按控制图作画，但没有给出控制图。</translation>
  </message>
  <message>
   <source>This model is given to people with an account only. Download it on its page, then drop the file here: it is recognised by its contents.</source>
   <translation>此模型仅提供给有账户的用户。请在其页面下载，然后将文件拖放到这里：会根据内容识别。</translation>
  </message>
  <message>
   <source>This model lacks the blocks that carry {kind} alone.</source>
   <translation>该模型缺少单独承载{kind}的模块。</translation>
  </message>
  <message>
   <source>This model takes no reference pictures.</source>
   <translation>此模型不接受参考图片。</translation>
  </message>
  <message>
   <source>This model takes one control map.</source>
   <translation>这个模型只接受一张控制图。</translation>
  </message>
  <message>
   <source>This model takes one reference picture.</source>
   <translation>该模型只接受一张参考图。</translation>
  </message>
  <message>
   <source>This model takes {most} reference pictures, and {given} were given.</source>
   <translation>此模型最多接受 {most} 张参考图片，而您提供了 {given} 张。</translation>
  </message>
  <message>
   <source>This model takes {need} GB of main memory and {free} GB are free.</source>
   <translation>该模型需要 {need} GB 内存，目前可用 {free} GB。</translation>
  </message>
  <message>
   <source>This needs a model that follows instructions.</source>
   <translation>这需要能按指令编辑的模型。</translation>
  </message>
  <message>
   <source>This needs an installed diffusion model.</source>
   <translation>此功能需要已安装的扩散模型。</translation>
  </message>
  <message>
   <source>This needs an installed model that reads words, such as SAM 3 or CLIPSeg.</source>
   <translation>这需要已安装的、能理解文字的模型，例如 SAM 3 或 CLIPSeg。</translation>
  </message>
  <message>
   <source>This recipe is for something that the panel does not do.</source>
   <translation>该配方对应的操作面板无法执行。</translation>
  </message>
  <message>
   <source>This was not understood: {words}.</source>
   <translation>没有理解：{words}。</translation>
  </message>
  <message>
   <source>Threshold</source>
   <translation>阈值</translation>
  </message>
  <message>
   <source>Threshold…</source>
   <translation>阈值…</translation>
  </message>
  <message>
   <source>Tile (colours and places)</source>
   <translation>分块（颜色与位置）</translation>
  </message>
  <message>
   <source>Tilt the layer away or nearer.</source>
   <translation>使图层向远处或近处倾斜。</translation>
  </message>
  <message>
   <source>Tint</source>
   <translation>色调</translation>
  </message>
  <message>
   <source>To the back</source>
   <translation>置于底层</translation>
  </message>
  <message>
   <source>To the front</source>
   <translation>置于顶层</translation>
  </message>
  <message>
   <source>To the left darker corners, to the right lighter ones.</source>
   <translation>向左使四角变暗，向右变亮。</translation>
  </message>
  <message>
   <source>To the right light places become darker.</source>
   <translation>向右使亮处变暗。</translation>
  </message>
  <message>
   <source>To the right magenta, to the left green.</source>
   <translation>向右偏洋红，向左偏绿。</translation>
  </message>
  <message>
   <source>To the right warmer, to the left cooler.</source>
   <translation>向右更暖，向左更冷。</translation>
  </message>
  <message>
   <source>To width</source>
   <translation>目标宽度</translation>
  </message>
  <message>
   <source>Tolerance</source>
   <translation>容差</translation>
  </message>
  <message>
   <source>Tones from here on become white.</source>
   <translation>从此处起的色调变为白色。</translation>
  </message>
  <message>
   <source>Too large</source>
   <translation>过大</translation>
  </message>
  <message>
   <source>Too large for this computer: it wants {least} of graphics memory, or {need} of free main memory.</source>
   <translation>对本机来说过大：需要 {least} 显存，或 {need} 可用内存。</translation>
  </message>
  <message>
   <source>Tool options</source>
   <translation>工具选项</translation>
  </message>
  <message>
   <source>Tools</source>
   <translation>工具</translation>
  </message>
  <message>
   <source>Top</source>
   <translation>上</translation>
  </message>
  <message>
   <source>Top left</source>
   <translation>左上</translation>
  </message>
  <message>
   <source>Top right</source>
   <translation>右上</translation>
  </message>
  <message>
   <source>Transform</source>
   <translation>变换</translation>
  </message>
  <message>
   <source>Transparent</source>
   <translation>透明</translation>
  </message>
  <message>
   <source>Trim</source>
   <translation>裁切</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>重试</translation>
  </message>
  <message>
   <source>Try again.</source>
   <translation>请重试。</translation>
  </message>
  <message>
   <source>Try fewer steps or lower guidance; the file may be damaged.</source>
   <translation>请减少步数或降低引导；文件可能已损坏。</translation>
  </message>
  <message>
   <source>Try other words, or select it yourself.</source>
   <translation>请换个说法，或自己选取。</translation>
  </message>
  <message>
   <source>Try other words, or show everything.</source>
   <translation>请尝试其他词语，或显示全部。</translation>
  </message>
  <message>
   <source>Try other words.</source>
   <translation>请换一些词语。</translation>
  </message>
  <message>
   <source>Trying again at a higher precision</source>
   <translation>正在以更高精度重试</translation>
  </message>
  <message>
   <source>Trying again with less memory</source>
   <translation>正在以更少内存重试</translation>
  </message>
  <message>
   <source>Turn layer</source>
   <translation>旋转图层</translation>
  </message>
  <message>
   <source>Turns the layer into pixels that look the same.</source>
   <translation>将该图层转换为外观相同的像素。</translation>
  </message>
  <message>
   <source>Turns the numbers of FLUX.1 and Z-Image into pictures.</source>
   <translation>将 FLUX.1 和 Z-Image 的数值转换为图片。</translation>
  </message>
  <message>
   <source>Turns the numbers of FLUX.2 into pictures.</source>
   <translation>将 FLUX.2 的数值转换为图片。</translation>
  </message>
  <message>
   <source>Turns the numbers of PixArt-Sigma into pictures.</source>
   <translation>将 PixArt-Sigma 的数值变成图片。</translation>
  </message>
  <message>
   <source>Turns the numbers of Qwen-Image into pictures.</source>
   <translation>将 Qwen-Image 的数值变成图片。</translation>
  </message>
  <message>
   <source>Twirl</source>
   <translation>旋转扭曲</translation>
  </message>
  <message>
   <source>Two results would be called {name}.</source>
   <translation>有两个结果会同名：{name}。</translation>
  </message>
  <message>
   <source>Type a command</source>
   <translation>输入命令</translation>
  </message>
  <message>
   <source>US Letter, 300 dpi</source>
   <translation>美国信纸，300 dpi</translation>
  </message>
  <message>
   <source>Understand</source>
   <translation>理解</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>撤消</translation>
  </message>
  <message>
   <source>Undo all</source>
   <translation>全部撤销</translation>
  </message>
  <message>
   <source>Ungroup</source>
   <translation>取消编组</translation>
  </message>
  <message>
   <source>UniPC</source>
   <translation>UniPC</translation>
  </message>
  <message>
   <source>Unknown</source>
   <translation>未知</translation>
  </message>
  <message>
   <source>Unlock it in the Layers panel.</source>
   <translation>请在图层面板中解锁。</translation>
  </message>
  <message>
   <source>Unlock it in the layers panel.</source>
   <translation>请在图层面板中解锁。</translation>
  </message>
  <message>
   <source>Unlock layer</source>
   <translation>解锁图层</translation>
  </message>
  <message>
   <source>Unlock the group in the layers panel.</source>
   <translation>请在图层面板中解锁该组。</translation>
  </message>
  <message>
   <source>Unsaved work is kept in a rescue copy and opened again after a crash.</source>
   <translation>未保存的工作会保存在救援副本中，崩溃后会重新打开。</translation>
  </message>
  <message>
   <source>Unsharp mask</source>
   <translation>USM 锐化</translation>
  </message>
  <message>
   <source>Unsharp mask…</source>
   <translation>USM 锐化…</translation>
  </message>
  <message>
   <source>Untitled</source>
   <translation>未命名</translation>
  </message>
  <message>
   <source>Untitled {n}</source>
   <translation>未命名 {n}</translation>
  </message>
  <message>
   <source>Unusable</source>
   <translation>无法使用</translation>
  </message>
  <message>
   <source>Update Limner to open it.</source>
   <translation>请更新 Limner 后再打开。</translation>
  </message>
  <message>
   <source>Upright</source>
   <translation>摆正</translation>
  </message>
  <message>
   <source>Upscale</source>
   <translation>放大</translation>
  </message>
  <message>
   <source>Upscale to {n} px</source>
   <translation>放大到 {n} 像素</translation>
  </message>
  <message>
   <source>Upscale {n}x</source>
   <translation>放大 {n} 倍</translation>
  </message>
  <message>
   <source>Upscaler</source>
   <translation>放大模型</translation>
  </message>
  <message>
   <source>Upscalers and restorers</source>
   <translation>放大与修复</translation>
  </message>
  <message>
   <source>Upscale…</source>
   <translation>放大…</translation>
  </message>
  <message>
   <source>Use a mask of the same size.</source>
   <translation>请使用相同大小的蒙版。</translation>
  </message>
  <message>
   <source>Use a picture's recipe…</source>
   <translation>使用图片的配方…</translation>
  </message>
  <message>
   <source>Use a smaller picture or selection, or close other programs.</source>
   <translation>请使用较小的图片或选区，或关闭其他程序。</translation>
  </message>
  <message>
   <source>Use again</source>
   <translation>再次使用</translation>
  </message>
  <message>
   <source>Use an https address.</source>
   <translation>请使用 https 地址。</translation>
  </message>
  <message>
   <source>Use as</source>
   <translation>用作</translation>
  </message>
  <message>
   <source>Use in place</source>
   <translation>原位使用</translation>
  </message>
  <message>
   <source>Use its recipe</source>
   <translation>使用其配方</translation>
  </message>
  <message>
   <source>Use masks of the picture's size.</source>
   <translation>请使用与图片尺寸相同的蒙版。</translation>
  </message>
  <message>
   <source>Use one of: {known}.</source>
   <translation>请使用其一：{known}。</translation>
  </message>
  <message>
   <source>Use the models of other programs</source>
   <translation>使用其他程序的模型</translation>
  </message>
  <message>
   <source>Use the picture as a subject.</source>
   <translation>请将该图片用作主体参考。</translation>
  </message>
  <message>
   <source>Use these {n} files as models?</source>
   <translation>将这 {n} 个文件用作模型？</translation>
  </message>
  <message>
   <source>Use with another seed</source>
   <translation>换种子使用</translation>
  </message>
  <message>
   <source>Use {file} as a model?</source>
   <translation>将 {file} 用作模型？</translation>
  </message>
  <message>
   <source>Used by {name}</source>
   <translation>被 {name} 使用</translation>
  </message>
  <message>
   <source>VAE</source>
   <translation>VAE</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>值</translation>
  </message>
  <message>
   <source>Variant</source>
   <translation>变体</translation>
  </message>
  <message>
   <source>Variants</source>
   <translation>变体</translation>
  </message>
  <message>
   <source>Variations of this result</source>
   <translation>此结果的变化</translation>
  </message>
  <message>
   <source>Vibrance</source>
   <translation>自然饱和度</translation>
  </message>
  <message>
   <source>Vibrance…</source>
   <translation>自然饱和度…</translation>
  </message>
  <message>
   <source>Video cover</source>
   <translation>视频封面</translation>
  </message>
  <message>
   <source>View</source>
   <translation>视图</translation>
  </message>
  <message>
   <source>Vignette</source>
   <translation>暗角</translation>
  </message>
  <message>
   <source>Vignette…</source>
   <translation>暗角…</translation>
  </message>
  <message>
   <source>Vintage film</source>
   <translation>复古胶片</translation>
  </message>
  <message>
   <source>Visibility</source>
   <translation>可见性</translation>
  </message>
  <message>
   <source>Visible picture</source>
   <translation>可见图片</translation>
  </message>
  <message>
   <source>Vision encoder</source>
   <translation>视觉编码器</translation>
  </message>
  <message>
   <source>Vivid light</source>
   <translation>亮光</translation>
  </message>
  <message>
   <source>W</source>
   <translation>宽</translation>
  </message>
  <message>
   <source>Waiting</source>
   <translation>等待中</translation>
  </message>
  <message>
   <source>Waiting for the server</source>
   <translation>等待服务器</translation>
  </message>
  <message>
   <source>Warp</source>
   <translation>变形</translation>
  </message>
  <message>
   <source>Watercolour</source>
   <translation>水彩</translation>
  </message>
  <message>
   <source>WebP</source>
   <translation>WebP</translation>
  </message>
  <message>
   <source>Weight</source>
   <translation>字重</translation>
  </message>
  <message>
   <source>Weight of {name}</source>
   <translation>{name} 的权重</translation>
  </message>
  <message>
   <source>Wetting paper</source>
   <translation>正在润湿纸张</translation>
  </message>
  <message>
   <source>What a model finds in the selection when it starts.</source>
   <translation>模型开始时在选区中看到的内容。</translation>
  </message>
  <message>
   <source>What a prompt can say</source>
   <translation>提示词可以写什么</translation>
  </message>
  <message>
   <source>What changed</source>
   <translation>改动</translation>
  </message>
  <message>
   <source>What dragging a handle does. Ctrl distorts, Ctrl+Alt+Shift tilts.</source>
   <translation>拖动控制点的作用。Ctrl 扭曲，Ctrl+Alt+Shift 透视。</translation>
  </message>
  <message>
   <source>What draws the final edge when you let go. A segmentation model knows what things are; where none is installed, colours and edges decide.</source>
   <translation>松开鼠标后由什么来确定最终边缘。分割模型能认出物体；没有安装模型时，由颜色与边缘决定。</translation>
  </message>
  <message>
   <source>What has arrived is kept. Free some space and go on.</source>
   <translation>已下载的部分会保留。请释放一些空间后继续。</translation>
  </message>
  <message>
   <source>What is installed, and what can be had.</source>
   <translation>已安装的和可获取的模型。</translation>
  </message>
  <message>
   <source>What is wanted of the selection.</source>
   <translation>要对选区做什么。</translation>
  </message>
  <message>
   <source>What lies beyond the edge. Only models read it; it may stay empty.</source>
   <translation>边缘之外的内容。仅模型会读取，可留空。</translation>
  </message>
  <message>
   <source>What lies beyond the old edge: nothing, or made up to fit.</source>
   <translation>旧边缘之外的内容：留空，或自动补全。</translation>
  </message>
  <message>
   <source>What looks damaged is selected. Q shows it as a mask to paint on.</source>
   <translation>看起来受损的部分已选中。按 Q 可显示为可绘制的蒙版。</translation>
  </message>
  <message>
   <source>What may be said: names and declared parameters, as JSON.</source>
   <translation>可以说的内容：名称与声明的参数，JSON 格式。</translation>
  </message>
  <message>
   <source>What must not appear. Only models read it.</source>
   <translation>不应出现的内容。仅模型会读取。</translation>
  </message>
  <message>
   <source>What shines through the border takes the colours of the thing itself. Needs a new layer as the output.</source>
   <translation>边缘透出的背景色会换成物体自身的颜色。需要以新图层输出。</translation>
  </message>
  <message>
   <source>What should be here?</source>
   <translation>这里应该是什么？</translation>
  </message>
  <message>
   <source>What should be in the picture?</source>
   <translation>图片里应该有什么？</translation>
  </message>
  <message>
   <source>What should be there? Leave empty to fill from the surroundings.</source>
   <translation>那里应该有什么？留空则根据周围填充。</translation>
  </message>
  <message>
   <source>What the ControlNet that will read it was trained on.</source>
   <translation>与读取它的 ControlNet 的训练方式一致。</translation>
  </message>
  <message>
   <source>What the engine works on appears here.</source>
   <translation>引擎正在处理的内容显示在这里。</translation>
  </message>
  <message>
   <source>What the fill without a model may copy. An area is a saved selection or what a layer covers.</source>
   <translation>无模型填充可以复制的内容。区域是已保存的选区，或图层所覆盖的部分。</translation>
  </message>
  <message>
   <source>What the picture shows, and how it should look. May be empty.</source>
   <translation>画面内容及期望效果，可留空。</translation>
  </message>
  <message>
   <source>What the picture shows.</source>
   <translation>图片显示的内容。</translation>
  </message>
  <message>
   <source>What the pressure of a pen changes.</source>
   <translation>笔的压力所改变的内容。</translation>
  </message>
  <message>
   <source>What to change, as you would say it: make it winter.</source>
   <translation>要更改的内容，用平常的话说：变成冬天。</translation>
  </message>
  <message>
   <source>What to put there. Leave it empty to continue the surroundings; without a model the surroundings are always continued.</source>
   <translation>要放在那里的内容。留空则延续周围；没有模型时总是延续周围。</translation>
  </message>
  <message>
   <source>What to select, in English: the sky; a dog and a ball.</source>
   <translation>要选择的内容，用英文写：the sky；a dog and a ball。</translation>
  </message>
  <message>
   <source>What to select, such as: the sky; a dog and a ball. Press Return. Needs a model that reads words: SAM 3 or CLIPSeg.</source>
   <translation>要选择的内容，例如：the sky; a dog and a ball（英文）。按回车键。需要能理解文字的模型：SAM 3 或 CLIPSeg。</translation>
  </message>
  <message>
   <source>What you download appears here, and can be paused.</source>
   <translation>下载的内容会显示在这里，并且可以暂停。</translation>
  </message>
  <message>
   <source>When it guides</source>
   <translation>何时引导</translation>
  </message>
  <message>
   <source>Where a model is installed, it fills the stroke as well, in the background. A bar by the stroke switches between the two.</source>
   <translation>若已安装模型，它会在后台同样填充此笔画；笔画旁的工具条可在两者间切换。</translation>
  </message>
  <message>
   <source>Where neither width nor height is given.</source>
   <translation>在未给出宽度和高度时使用。</translation>
  </message>
  <message>
   <source>Where one of the chosen model's family is installed and repaints better.</source>
   <translation>当所选模型所属系列中装有此类模型且重绘效果更好时。</translation>
  </message>
  <message>
   <source>Where only one of the two changes, the other follows.</source>
   <translation>只有一项改变时，另一项随之改变。</translation>
  </message>
  <message>
   <source>Which</source>
   <translation>哪一块</translation>
  </message>
  <message>
   <source>White</source>
   <translation>白色</translation>
  </message>
  <message>
   <source>White balance</source>
   <translation>白平衡</translation>
  </message>
  <message>
   <source>White balance…</source>
   <translation>白平衡…</translation>
  </message>
  <message>
   <source>White marks what is to be made anew.</source>
   <translation>白色标记要重新生成的部分。</translation>
  </message>
  <message>
   <source>Whole picture</source>
   <translation>整幅画面</translation>
  </message>
  <message>
   <source>Whose bounds are seen; 0 is the active one.</source>
   <translation>以哪个图层的范围为准；0 表示当前图层。</translation>
  </message>
  <message>
   <source>Wider things are left alone.</source>
   <translation>更宽的内容不受影响。</translation>
  </message>
  <message>
   <source>Widest</source>
   <translation>最大宽度</translation>
  </message>
  <message>
   <source>Width</source>
   <translation>宽度</translation>
  </message>
  <message>
   <source>Width to height, such as 16:9; as large as fits in the middle.</source>
   <translation>宽高比，例如 16:9；在中间取尽可能大的部分。</translation>
  </message>
  <message>
   <source>Width to height, such as 16:9; both sides then grow alike.</source>
   <translation>宽高比，例如 16:9；两侧同样增加。</translation>
  </message>
  <message>
   <source>Width to height; 0 leaves it free.</source>
   <translation>宽高比；0 为不限。</translation>
  </message>
  <message>
   <source>Window</source>
   <translation>窗口</translation>
  </message>
  <message>
   <source>Windows icon</source>
   <translation>Windows 图标</translation>
  </message>
  <message>
   <source>With an installed model</source>
   <translation>使用已安装的模型</translation>
  </message>
  <message>
   <source>With problems</source>
   <translation>有问题的</translation>
  </message>
  <message>
   <source>Without a background model it is a guess from colours and place.</source>
   <translation>没有背景模型时，根据颜色和位置猜测。</translation>
  </message>
  <message>
   <source>Without how AI made it</source>
   <translation>不含 AI 生成信息</translation>
  </message>
  <message>
   <source>Woodcut</source>
   <translation>木刻</translation>
  </message>
  <message>
   <source>Words</source>
   <translation>文字</translation>
  </message>
  <message>
   <source>Words for this region alone; those of the prompt follow them.</source>
   <translation>仅用于此区域的提示词，其后接总提示词。</translation>
  </message>
  <message>
   <source>Words of a region</source>
   <translation>区域提示词</translation>
  </message>
  <message>
   <source>Words of region {n}</source>
   <translation>区域 {n} 的提示词</translation>
  </message>
  <message>
   <source>Working</source>
   <translation>正在处理</translation>
  </message>
  <message>
   <source>Write here</source>
   <translation>在此输入</translation>
  </message>
  <message>
   <source>Write it as 16:9.</source>
   <translation>请写成 16:9 的形式。</translation>
  </message>
  <message>
   <source>Write it as x,y,width,height in pixels.</source>
   <translation>请以像素写作 x,y,宽,高。</translation>
  </message>
  <message>
   <source>Write them as x,y x,y in pixels.</source>
   <translation>请以像素写作 x,y x,y。</translation>
  </message>
  <message>
   <source>Write what is to change, for example: make it winter.</source>
   <translation>请写出要更改的内容，例如：变成冬天。</translation>
  </message>
  <message>
   <source>Write what the picture shows.</source>
   <translation>请写出图片要显示的内容。</translation>
  </message>
  <message>
   <source>Write what to select, such as: the sky.</source>
   <translation>请写出要选择的内容，例如：the sky。</translation>
  </message>
  <message>
   <source>Writes what the picture shows into the prompt.</source>
   <translation>把图片的内容写进提示词。</translation>
  </message>
  <message>
   <source>Writes what the picture, or the selected part, shows into the prompt.</source>
   <translation>把图片或所选部分的内容写进提示词。</translation>
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
   <translation>黄色</translation>
  </message>
  <message>
   <source>Zoom</source>
   <translation>缩放</translation>
  </message>
  <message>
   <source>Zoom in</source>
   <translation>放大</translation>
  </message>
  <message>
   <source>Zoom out</source>
   <translation>缩小</translation>
  </message>
  <message>
   <source>about {time}</source>
   <translation>约 {time}</translation>
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
   <translation>自动 · {n}</translation>
  </message>
  <message>
   <source>bar</source>
   <translation>bar</translation>
  </message>
  <message>
   <source>best</source>
   <translation>最佳</translation>
  </message>
  <message>
   <source>blur the background a lot</source>
   <translation>把背景模糊很多</translation>
  </message>
  <message>
   <source>border</source>
   <translation>border</translation>
  </message>
  <message>
   <source>by {maker}</source>
   <translation>作者：{maker}</translation>
  </message>
  <message>
   <source>by {model}</source>
   <translation>由 {model} 执行</translation>
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
   <translation>裁剪成正方形，放大2倍，稍微锐化</translation>
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
   <translation>此处完全不匹配</translation>
  </message>
  <message>
   <source>fits {score}</source>
   <translation>符合度 {score}</translation>
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
   <translation>长度和文件头</translation>
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
   <translation>尚未接受</translation>
  </message>
  <message>
   <source>not aligned</source>
   <translation>未对齐</translation>
  </message>
  <message>
   <source>not installed</source>
   <translation>未安装</translation>
  </message>
  <message>
   <source>one colour</source>
   <translation>单一颜色</translation>
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
   <translation>去除划痕，然后变成黑白</translation>
  </message>
  <message>
   <source>s</source>
   <translation>秒</translation>
  </message>
  <message>
   <source>seam {score}</source>
   <translation>接缝 {score}</translation>
  </message>
  <message>
   <source>text</source>
   <translation>text</translation>
  </message>
  <message>
   <source>turn my photo into a cartoon, then make it warmer</source>
   <translation>把我的照片变成卡通，然后调暖</translation>
  </message>
  <message>
   <source>under 1 s</source>
   <translation>不到 1 秒</translation>
  </message>
  <message>
   <source>xFormers</source>
   <translation>xFormers</translation>
  </message>
  <message>
   <source>{bits} bits/channel</source>
   <translation>{bits} 位/通道</translation>
  </message>
  <message>
   <source>{count} pixels outside the selection would have changed.</source>
   <translation>选区之外有 {count} 个像素会被改变。</translation>
  </message>
  <message>
   <source>{done} of {total}</source>
   <translation>{done} / {total}</translation>
  </message>
  <message>
   <source>{file} arrived damaged and was thrown away.</source>
   <translation>{file} 到达时已损坏，已被丢弃。</translation>
  </message>
  <message>
   <source>{file} cannot be read: {reason}.</source>
   <translation>无法读取 {file}：{reason}。</translation>
  </message>
  <message>
   <source>{file} could not be loaded: {cause}</source>
   <translation>无法加载 {file}：{cause}</translation>
  </message>
  <message>
   <source>{file} could not be moved to the bin.</source>
   <translation>无法将 {file} 移到回收站。</translation>
  </message>
  <message>
   <source>{file} could not be written: {reason}.</source>
   <translation>无法写入 {file}：{reason}。</translation>
  </message>
  <message>
   <source>{file} holds something else than weights and was not loaded.</source>
   <translation>{file} 包含权重以外的内容，未加载。</translation>
  </message>
  <message>
   <source>{file} holds something else than weights and was not loaded: it asks for {name}.</source>
   <translation>{file} 除权重外还包含其他内容，因此未加载：它要求 {name}。</translation>
  </message>
  <message>
   <source>{file} holds the diffusion model alone; its text encoders and tokenizers were not found.</source>
   <translation>{file} 只包含扩散模型；未找到它的文本编码器和分词器。</translation>
  </message>
  <message>
   <source>{file} is an ONNX file, which is not used here.</source>
   <translation>{file} 是 ONNX 文件，Limner 不使用此格式。</translation>
  </message>
  <message>
   <source>{file} is damaged or incomplete.</source>
   <translation>{file} 已损坏或不完整。</translation>
  </message>
  <message>
   <source>{file} is damaged or not a model file.</source>
   <translation>{file} 已损坏或不是模型文件。</translation>
  </message>
  <message>
   <source>{file} is incomplete: {reason}.</source>
   <translation>{file} 不完整：{reason}。</translation>
  </message>
  <message>
   <source>{file} is no usable model file: {reason}.</source>
   <translation>{file} 不是可用的模型文件：{reason}。</translation>
  </message>
  <message>
   <source>{file} is not a model file.</source>
   <translation>{file} 不是模型文件。</translation>
  </message>
  <message>
   <source>{file} is not a model that can be used.</source>
   <translation>{file} 不是可用的模型。</translation>
  </message>
  <message>
   <source>{file} is not a network for enlarging that is known here.</source>
   <translation>{file} 不是已知的放大网络。</translation>
  </message>
  <message>
   <source>{file} is not a safetensors file, so it is not loaded as a LoRA.</source>
   <translation>{file} 不是 safetensors 文件，因此不会作为 LoRA 加载。</translation>
  </message>
  <message>
   <source>{file} is not a safetensors file, so it is not loaded as an embedding.</source>
   <translation>{file} 不是 safetensors 文件，因此不会作为嵌入加载。</translation>
  </message>
  <message>
   <source>{file} is not on the server any more.</source>
   <translation>服务器上已没有 {file}。</translation>
  </message>
  <message>
   <source>{file} is not where it was.</source>
   <translation>{file} 不在原来的位置。</translation>
  </message>
  <message>
   <source>{file} is one file of a model that is loaded as a folder only.</source>
   <translation>{file} 是只能以文件夹形式加载的模型中的单个文件。</translation>
  </message>
  <message>
   <source>{file} is quantised in a way that Limner cannot compute with ({kind}).</source>
   <translation>{file} 的量化方式（{kind}）Limner 无法计算。</translation>
  </message>
  <message>
   <source>{file} is there already.</source>
   <translation>{file} 已存在。</translation>
  </message>
  <message>
   <source>{file} is {what}, which is not used here.</source>
   <translation>{file} 是{what}，此处不使用。</translation>
  </message>
  <message>
   <source>{file} needs parts that were not found: {parts}.</source>
   <translation>{file} 缺少以下部件：{parts}。</translation>
  </message>
  <message>
   <source>{file} needs {missing} more on this disk, and {free} are free.</source>
   <translation>{file} 在此磁盘上还需要 {missing}，而剩余空间为 {free}。</translation>
  </message>
  <message>
   <source>{file} was quantised with {package}, which is not installed.</source>
   <translation>{file} 使用 {package} 量化，但该软件包未安装。</translation>
  </message>
  <message>
   <source>{filter} needs a layer with pixels.</source>
   <translation>{filter} 需要有像素的图层。</translation>
  </message>
  <message>
   <source>{format} can hold at most {most} pixels on an edge.</source>
   <translation>{format} 每边最多只能容纳 {most} 像素。</translation>
  </message>
  <message>
   <source>{format} needs the whole picture in memory: {need} GB, and {free} GB are free.</source>
   <translation>{format} 需要将整张图片放入内存：需要 {need} GB，可用 {free} GB。</translation>
  </message>
  <message>
   <source>{free} free</source>
   <translation>剩余 {free}</translation>
  </message>
  <message>
   <source>{i} of {n}</source>
   <translation>第 {i} 个，共 {n} 个</translation>
  </message>
  <message>
   <source>{label} cannot be said in words.</source>
   <translation>{label}无法用文字给出。</translation>
  </message>
  <message>
   <source>{label} cannot be {value}.</source>
   <translation>{label} 不能是 {value}。</translation>
  </message>
  <message>
   <source>{label} must be a number.</source>
   <translation>{label} 必须是数字。</translation>
  </message>
  <message>
   <source>{model} fills, expands, adds and removes at strengths above {n} %; {chosen} refines.</source>
   <translation>强度高于 {n} % 时由 {model} 填充、扩展、添加和移除；{chosen} 负责细化。</translation>
  </message>
  <message>
   <source>{model} is at work…</source>
   <translation>{model} 正在处理…</translation>
  </message>
  <message>
   <source>{mode} (needs a model)</source>
   <translation>{mode}（需要模型）</translation>
  </message>
  <message>
   <source>{mode} needs a model.</source>
   <translation>“{mode}”需要模型。</translation>
  </message>
  <message>
   <source>{name} cannot be opened: the picture is too large.</source>
   <translation>无法打开 {name}：图片太大。</translation>
  </message>
  <message>
   <source>{name} cannot be opened: the {format} file is damaged or of an unusual kind.</source>
   <translation>无法打开 {name}：{format} 文件已损坏或类型不常见。</translation>
  </message>
  <message>
   <source>{name} cannot be opened: {reason}</source>
   <translation>无法打开 {name}：{reason}</translation>
  </message>
  <message>
   <source>{name} cannot be opened: {reason}.</source>
   <translation>无法打开 {name}：{reason}。</translation>
  </message>
  <message>
   <source>{name} cannot be read as a picture.</source>
   <translation>无法将 {name} 读取为图片。</translation>
  </message>
  <message>
   <source>{name} cannot be read.</source>
   <translation>无法读取 {name}。</translation>
  </message>
  <message>
   <source>{name} cannot be saved: the ending {suffix} is not known.</source>
   <translation>无法保存 {name}：未知的扩展名 {suffix}。</translation>
  </message>
  <message>
   <source>{name} copy</source>
   <translation>{name} 副本</translation>
  </message>
  <message>
   <source>{name} could not be saved: {reason}.</source>
   <translation>无法保存 {name}：{reason}。</translation>
  </message>
  <message>
   <source>{name} does not fit into memory.</source>
   <translation>{name} 放不进内存。</translation>
  </message>
  <message>
   <source>{name} failed: {cause}</source>
   <translation>{name} 失败：{cause}</translation>
  </message>
  <message>
   <source>{name} is empty.</source>
   <translation>{name} 为空。</translation>
  </message>
  <message>
   <source>{name} is not a picture that can be opened.</source>
   <translation>{name} 不是可以打开的图片。</translation>
  </message>
  <message>
   <source>{name} is recognised, but Limner cannot use it yet.</source>
   <translation>已识别 {name}，但 Limner 暂时无法使用它。</translation>
  </message>
  <message>
   <source>{name} is the old name, {n} a number, {operation} what is done.</source>
   <translation>{name} 为原名称，{n} 为编号，{operation} 为所做的操作。</translation>
  </message>
  <message>
   <source>{name} is there already.</source>
   <translation>{name} 已存在。</translation>
  </message>
  <message>
   <source>{name} needs an installed model.</source>
   <translation>{name}需要已安装的模型。</translation>
  </message>
  <message>
   <source>{name} starts from nothing that could be shown.</source>
   <translation>{name} 没有可显示的起点。</translation>
  </message>
  <message>
   <source>{name}, seed {seed}</source>
   <translation>{name}，种子 {seed}</translation>
  </message>
  <message>
   <source>{name}, seed {seed}, fits the words {score}</source>
   <translation>{name}，种子 {seed}，与文字的符合度 {score}</translation>
  </message>
  <message>
   <source>{name}: a checkpoint for making pictures.</source>
   <translation>{name}：用于生成图片的检查点。</translation>
  </message>
  <message>
   <source>{name}: the diffusion model alone; a VAE and text encoders must be installed beside it.</source>
   <translation>{name}：仅含扩散模型；还需另外安装 VAE 和文本编码器。</translation>
  </message>
  <message>
   <source>{n} could not be made.</source>
   <translation>{n} 张未能完成。</translation>
  </message>
  <message>
   <source>{n} layers</source>
   <translation>{n} 层</translation>
  </message>
  <message>
   <source>{n} min</source>
   <translation>{n} 分钟</translation>
  </message>
  <message>
   <source>{n} of {all} pictures are in {folder}.</source>
   <translation>{all} 张图片中的 {n} 张已保存到 {folder}。</translation>
  </message>
  <message>
   <source>{n} of {all} steps</source>
   <translation>{all} 步中的 {n} 步</translation>
  </message>
  <message>
   <source>{n} older steps dropped to stay within {size}</source>
   <translation>为保持在 {size} 以内，丢弃了 {n} 个较早的步骤</translation>
  </message>
  <message>
   <source>{n} pixels changed outside</source>
   <translation>选区外改变了 {n} 个像素</translation>
  </message>
  <message>
   <source>{n} s</source>
   <translation>{n} 秒</translation>
  </message>
  <message>
   <source>{n} steps · {size}</source>
   <translation>{n} 步 · {size}</translation>
  </message>
  <message>
   <source>{n} steps, the least</source>
   <translation>{n} 步，最少</translation>
  </message>
  <message>
   <source>{n} waiting</source>
   <translation>{n} 个等待中</translation>
  </message>
  <message>
   <source>{operation} failed: {reason}</source>
   <translation>{operation} 失败：{reason}</translation>
  </message>
  <message>
   <source>{operation} needs a layer with pixels.</source>
   <translation>{operation}需要有像素的图层。</translation>
  </message>
  <message>
   <source>{operation} needs a picture.</source>
   <translation>{operation} 需要一张图片。</translation>
  </message>
  <message>
   <source>{operation} needs a selection.</source>
   <translation>{operation} 需要一个选区。</translation>
  </message>
  <message>
   <source>{operation}: {name} ({i} of {n})</source>
   <translation>{operation}：{name}（{i}/{n}）</translation>
  </message>
  <message>
   <source>{program} uses this file, too.</source>
   <translation>{program} 也在使用此文件。</translation>
  </message>
  <message>
   <source>{ratio} is not a ratio of sides.</source>
   <translation>{ratio} 不是宽高比。</translation>
  </message>
  <message>
   <source>{reason}</source>
   <translation>{reason}</translation>
  </message>
  <message>
   <source>{size} GB of memory freed.</source>
   <translation>已释放 {size} GB 内存。</translation>
  </message>
  <message>
   <source>{size} · {w} × {h} px</source>
   <translation>{size} · {w} × {h} 像素</translation>
  </message>
  <message>
   <source>{step} ({i} of {n})</source>
   <translation>{step}（第 {i} 步，共 {n} 步）</translation>
  </message>
  <message>
   <source>{step} has no parameter {name}.</source>
   <translation>{step} 没有参数 {name}。</translation>
  </message>
  <message>
   <source>{text} are not points.</source>
   <translation>{text} 不是点。</translation>
  </message>
  <message>
   <source>{text} is not a box.</source>
   <translation>{text} 不是一个框。</translation>
  </message>
  <message>
   <source>{time} left</source>
   <translation>剩余 {time}</translation>
  </message>
  <message>
   <source>{used} of {all} GB</source>
   <translation>{used} / {all} GB</translation>
  </message>
  <message>
   <source>“{what}” must be found by words, for which no model is installed.</source>
   <translation>需要按文字找到“{what}”，但没有安装相应的模型。</translation>
  </message>
  <message>
   <source>“{what}” must be painted by a model, and none is installed.</source>
   <translation>“{what}”需要由模型绘制，但尚未安装模型。</translation>
  </message>
  <message>
   <source>“{what}” needs a model that follows instructions, and none is installed.</source>
   <translation>“{what}”需要能按指令编辑的模型，但尚未安装。</translation>
  </message>
  <message>
   <source>“{what}” was not found in the picture.</source>
   <translation>在图片中没有找到“{what}”。</translation>
  </message>
  <message>
   <source>简体中文</source>
   <translation>简体中文</translation>
  </message>
 </context>
</TS>
