namespace Workflows.Engine.Tests.Storage;

public class StoredTypesTests
{
    [Theory]
    [InlineData("System.String, System.Private.CoreLib", typeof(string))]
    [InlineData("System.Decimal, System.Private.CoreLib", typeof(decimal))]
    [InlineData("System.Collections.Generic.List`1[[System.String, System.Private.CoreLib]], System.Private.CoreLib", typeof(List<string>))]
    [InlineData("System.Text.Json.Nodes.JsonObject, System.Text.Json", typeof(System.Text.Json.Nodes.JsonObject))]
    [InlineData("Elsa.Workflows.WorkflowInstanceStorageDriver, Workflows.Engine", typeof(WorkflowInstanceStorageDriver))]
    [InlineData("Workflows.Engine.Tests.Storage.StoredTypesTests, Workflows.Engine.Tests", typeof(StoredTypesTests))]
    public void Plain_values_and_what_is_written_for_the_engine_are_found(string name, Type type) => Read(name).ShouldBe(type);

    [Theory]
    [InlineData("System.Diagnostics.Process, System.Diagnostics.Process")]
    [InlineData("System.IO.FileInfo, System.Private.CoreLib")]
    [InlineData("System.Action, System.Private.CoreLib")]
    [InlineData("System.Collections.Generic.List`1[[System.IO.FileInfo, System.Private.CoreLib]], System.Private.CoreLib")]
    [InlineData("System.Reflection.Assembly, System.Private.CoreLib")]
    [InlineData("Shouldly.Should, Shouldly")]
    [InlineData("Not.Here, Nowhere")]
    [InlineData("]]][[,,")]
    [InlineData("")]
    public void Any_other_name_is_read_as_an_object_and_loads_nothing(string name) => Read(name).ShouldBe(typeof(object));

    private static Type Read(string name) => EngineJson.Deserialize<Type>(EngineJson.Serialize(name))!;
}
