<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>mae::ui::ExploreWorkspace</name>
    <message numerus="yes">
        <source>All %n pictures have this mask now.</source>
        <translation>
            <numerusform>The picture has this mask now.</numerusform>
            <numerusform>All %n pictures have this mask now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::GalleryNumbersPanel</name>
    <message numerus="yes">
        <source>Measure %Ln Pictures</source>
        <translation>
            <numerusform>Measure %Ln Picture</numerusform>
            <numerusform>Measure %Ln Pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::HistogramView</name>
    <message numerus="yes">
        <source>%Ln values from %1 to %2</source>
        <translation>
            <numerusform>%Ln value from %1 to %2</numerusform>
            <numerusform>%Ln values from %1 to %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::LayerTableModel</name>
    <message numerus="yes">
        <source>%Ln parameters</source>
        <translation>
            <numerusform>%Ln parameter</numerusform>
            <numerusform>%Ln parameters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::MainWindow</name>
    <message numerus="yes">
        <source>CPU, %n threads</source>
        <translation>
            <numerusform>CPU, %n thread</numerusform>
            <numerusform>CPU, %n threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::PictureOpener</name>
    <message numerus="yes">
        <source>%1 %n more could not be opened.</source>
        <translation>
            <numerusform>%1 %n more could not be opened.</numerusform>
            <numerusform>%1 %n more could not be opened.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::ProbeFilmDialog</name>
    <message numerus="yes">
        <source>Steps %1 to %2: %n picture(s), %3 s</source>
        <translation>
            <numerusform>Steps %1 to %2: %n picture, %3 s</numerusform>
            <numerusform>Steps %1 to %2: %n pictures, %3 s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::ProbeStrip</name>
    <message numerus="yes">
        <source>%n picture(s), masked, reconstructed and original; mean PSNR %1 dB</source>
        <translation>
            <numerusform>%n picture, masked, reconstructed and original; mean PSNR %1 dB</numerusform>
            <numerusform>%n pictures, masked, reconstructed and original; mean PSNR %1 dB</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::ReportText</name>
    <message numerus="yes">
        <source>, %n channels</source>
        <translation>
            <numerusform>, %n channel</numerusform>
            <numerusform>, %n channels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln tensors, %2 values</source>
        <translation>
            <numerusform>%1: %Ln tensor, %2 values</numerusform>
            <numerusform>%1: %Ln tensors, %2 values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::RunHistory</name>
    <message numerus="yes">
        <source>%n runs</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::RunWatch</name>
    <message numerus="yes">
        <source>%Ln steps, %1. Loss %2.</source>
        <translation>
            <numerusform>%Ln step, %1. Loss %2.</numerusform>
            <numerusform>%Ln steps, %1. Loss %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln steps.</source>
        <translation>
            <numerusform>%Ln step.</numerusform>
            <numerusform>%Ln steps.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::SizeBars</name>
    <message numerus="yes">
        <source>%1: %Ln pictures</source>
        <translation>
            <numerusform>%1: %Ln picture</numerusform>
            <numerusform>%1: %Ln pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::TensorInspector</name>
    <message numerus="yes">
        <source>%Ln values are not finite</source>
        <translation>
            <numerusform>%Ln value is not finite</numerusform>
            <numerusform>%Ln values are not finite</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln filters that a patch meets first, each stretched to full contrast; long training turns their noise into edges, stripes and spots.</source>
        <translation>
            <numerusform>The %Ln filter that a patch meets first, stretched to full contrast; long training turns its noise into edges, stripes and spots.</numerusform>
            <numerusform>The %Ln filters that a patch meets first, each stretched to full contrast; long training turns their noise into edges, stripes and spots.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::TrainWorkspace</name>
    <message numerus="yes">
        <source>%n runs were moved to the trash.</source>
        <translation>
            <numerusform>%n run was moved to the trash.</numerusform>
            <numerusform>%n runs were moved to the trash.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put Back %n Runs</source>
        <translation>
            <numerusform>Put Back %n Run</numerusform>
            <numerusform>Put Back %n Runs</numerusform>
        </translation>
    </message>
</context>
</TS>
