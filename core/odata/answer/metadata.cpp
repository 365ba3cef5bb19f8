// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/answer/metadata.h"

#include "core/odata/answer/entitymodel.h"

namespace pushbench::odata {
namespace {

constexpr QByteArrayView kXmlBegin = R"(<?xml version="1.0" encoding="UTF-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="org.reso.metadata" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="EntityEvent">
        <Key>
          <PropertyRef Name="EntityEventSequence"/>
        </Key>
        <Property Name="EntityEventSequence" Type="Edm.Int64" Nullable="false"/>
        <Property Name="ResourceName" Type="Edm.String" MaxLength="255"/>
        <Property Name="ResourceRecordKey" Type="Edm.String" MaxLength="255"/>
        <Property Name="ResourceRecordUrl" Type="Edm.String" MaxLength="8000"/>
)";

constexpr QByteArrayView kXmlFeedTypes =
    R"xml(        <Property Name="FeedTypes" Type="Collection(Edm.String)" Nullable="false" MaxLength="100">
          <Annotation Term="RESO.OData.Metadata.LookupName" String="FeedTypes"/>
        </Property>
)xml";

constexpr QByteArrayView kXmlEntity = R"(      <EntityType Name="%1">
        <Key>
          <PropertyRef Name="%2"/>
        </Key>
        <Property Name="%2" Type="Edm.String" Nullable="false" MaxLength="255"/>
        <Property Name="ModificationTimestamp" Type="Edm.DateTimeOffset" Precision="27"/>
      </EntityType>
)";

constexpr QByteArrayView kXmlSet =
    R"(        <EntitySet Name="%1" EntityType="org.reso.metadata.%1"/>
)";

constexpr QByteArrayView kXmlEnd = R"(      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
)";

constexpr QByteArrayView kJsonBegin =
    R"({"$Version":"4.01","$EntityContainer":"org.reso.metadata.Default",
"org.reso.metadata":{
"EntityEvent":{"$Kind":"EntityType","$Key":["EntityEventSequence"],
"EntityEventSequence":{"$Type":"Edm.Int64"},
"ResourceName":{"$Nullable":true,"$MaxLength":255},
"ResourceRecordKey":{"$Nullable":true,"$MaxLength":255},
"ResourceRecordUrl":{"$Nullable":true,"$MaxLength":8000})";

constexpr QByteArrayView kJsonFeedTypes =
    R"(,
"FeedTypes":{"$Collection":true,"$MaxLength":100,"@RESO.OData.Metadata.LookupName":"FeedTypes"})";

constexpr QByteArrayView kJsonEntity = R"(
"%1":{"$Kind":"EntityType","$Key":["%2"],
"%2":{"$MaxLength":255},
"ModificationTimestamp":{"$Type":"Edm.DateTimeOffset","$Nullable":true,"$Precision":27}},)";

constexpr QByteArrayView kJsonSet =
    R"(,
"%1":{"$Collection":true,"$Type":"org.reso.metadata.%1"})";

QByteArray filled(QByteArrayView pattern, QByteArrayView first, QByteArrayView second = {})
{
    return pattern.toByteArray().replace("%1", first).replace("%2", second);
}

} // namespace

QByteArray writeMetadataXml(std::span<const QByteArray> resources, DataDictionary version)
{
    QByteArray xml = kXmlBegin.toByteArray();
    if (version == DataDictionary::V21)
        xml.append(kXmlFeedTypes);
    xml.append("      </EntityType>\n");
    for (const QByteArray &resource : resources)
        xml.append(filled(kXmlEntity, resource, keyFieldOf(resource)));
    xml.append("      <EntityContainer Name=\"Default\">\n");
    xml.append(filled(kXmlSet, kEntityEvent));
    for (const QByteArray &resource : resources)
        xml.append(filled(kXmlSet, resource));
    return xml.append(kXmlEnd);
}

QByteArray writeMetadataJson(std::span<const QByteArray> resources, DataDictionary version)
{
    QByteArray json = kJsonBegin.toByteArray();
    if (version == DataDictionary::V21)
        json.append(kJsonFeedTypes);
    json.append("},");
    for (const QByteArray &resource : resources)
        json.append(filled(kJsonEntity, resource, keyFieldOf(resource)));
    json.append("\n\"Default\":{\"$Kind\":\"EntityContainer\"");
    json.append(filled(kJsonSet, kEntityEvent));
    for (const QByteArray &resource : resources)
        json.append(filled(kJsonSet, resource));
    return json.append("}}}\n");
}

} // namespace pushbench::odata
