<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>pushbench::app::ProducerHalf</name>
    <message numerus="yes">
        <source>Refused for good: %n event(s); the last: %1</source>
        <translation>
            <numerusform>Refused for good: %n event; the last: %1</numerusform>
            <numerusform>Refused for good: %n events; the last: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pushbench::ui::CheckFilterBar</name>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pushbench::ui::PolicyEditor</name>
    <message numerus="yes">
        <source>%n rule(s) of the file come first.</source>
        <translation>
            <numerusform>%n rule of the file comes first.</numerusform>
            <numerusform>%n rules of the file come first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pushbench::ui::Remarking</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
</TS>
