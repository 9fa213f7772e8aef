namespace Workflows.Engine.Tests.Storage;

public class EngineJsonTests
{
    [Fact]
    public void Values_of_no_known_type_come_back_plain()
    {
        var read = EngineJson.Deserialize<Dictionary<string, object?>>("""{"Text":"a","Number":3,"Long":3000000000,"Real":1.5,"Yes":true,"None":null,"List":[1,"b"],"Object":{"Inner":{"x":1}}}""")!;

        read["Text"].ShouldBe("a");
        read["Number"].ShouldBe(3);
        read["Long"].ShouldBe(3000000000L);
        read["Real"].ShouldBe(1.5);
        read["Yes"].ShouldBe(true);
        read["None"].ShouldBeNull();
        read["List"].ShouldBe(new List<object?> { 1, "b" });
        ((object)((dynamic)read["Object"]!).Inner.x).ShouldBe(1);
    }

    [Fact]
    public void Whole_numbers_come_back_whole_with_every_digit()
    {
        EngineJson.Deserialize<object>("3").ShouldBeOfType<int>().ShouldBe(3);
        EngineJson.Deserialize<object>("9007199254740993").ShouldBeOfType<long>().ShouldBe(9007199254740993);
        EngineJson.Deserialize<object>("1.0").ShouldBeOfType<double>();
    }

    [Fact]
    public void Variables_types_and_enums_survive()
    {
        var variable = new Variable<DateTimeOffset>("Due", new DateTimeOffset(2023, 5, 29, 0, 0, 0, TimeSpan.Zero), "due").WithWorkflowStorage();

        var read = EngineJson.Deserialize<Variable>(EngineJson.Serialize<Variable>(variable)).ShouldBeOfType<Variable<DateTimeOffset>>();

        read.Id.ShouldBe("due");
        read.Name.ShouldBe("Due");
        read.Value.ShouldBe(variable.Value);
        read.StorageDriverType.ShouldBe(typeof(WorkflowInstanceStorageDriver));
        EngineJson.Serialize(WorkflowSubStatus.Suspended).ShouldBe("\"Suspended\"");
        EngineJson.Deserialize<Type>("\"Gone.Away, Nowhere\"").ShouldBe(typeof(object));
    }

    [Fact]
    public void Chinese_is_written_as_it_is() => EngineJson.Serialize(new Dictionary<string, object> { ["Name"] = "辽宁省" }).ShouldBe("""{"Name":"辽宁省"}""");
}
